package io.jotgate.controller.apiconsumer;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.Data;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiers;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.testing.apiserver.WithApiServer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the API key of a consumer comes to be and what becomes of it. */
@WithApiServer
record ApiConsumerKeyIT(NamespaceUser user, ConsumerRig rig) {
  @Test
  void makesANewKeyWhenTheUserDeletesTheSecret() {
    user.createsConsumer("batch");
    ApiKey old = rig.awaitKey("batch");
    rig.awaitVerifiers("batch", old);
    awaiting(() -> rig.status("batch"));

    user.deletes(Secret.class, "batch-main");

    rig.awaitVerifiers("batch", rig.awaitOtherKey("batch", old));
    awaiting(() -> assertTrue(user.eventReasons().contains("ApiKeyReplaced")));
  }

  @Test
  void goesOnWithTheKeyThatItHadMadeWhenItCrashedBeforeItWroteTheHash() {
    rig.operator().stop();
    user.createsConsumer("batch");
    ApiKey made = ApiKey.generate(new SecureRandom());
    user.creates(Consumers.secret(rig.consumer("batch"), made, Instant.now()));

    rig.operator().start();

    rig.awaitVerifiers("batch", made);
    assertEquals(made.text(), rig.awaitKey("batch").text());
  }

  @Test
  void replacesTheKeyOfADeletedConsumerOfTheSameName() {
    rig.operator().stop();
    user.createsConsumer("batch");
    ApiKey old = ApiKey.generate(new SecureRandom());
    user.creates(Consumers.secret(rig.consumer("batch"), old, Instant.now()));
    user.deletes(ApiConsumer.class, "batch");
    user.createsConsumer("batch");

    rig.operator().start();

    rig.awaitVerifiers("batch", rig.awaitOtherKey("batch", old));
  }

  @Test
  void putsTheHashesBackThatSomebodyElseWrote() {
    user.createsConsumer("batch");
    ApiKey issued = rig.awaitKey("batch");
    ConsumerEntry good = rig.awaitVerifiers("batch", issued);
    ApiKey smuggled = ApiKey.generate(new SecureRandom());
    var entry =
        new ConsumerEntry(
            good.clientId(),
            good.subject(),
            good.scopes(),
            good.audiences(),
            List.of(smuggled.verifier("main")));

    rig.userReplaces(
        "batch-verifiers",
        "verifiers.json",
        ConsumerVerifiersCodec.write(new ConsumerVerifiers(entry)));

    rig.awaitVerifiers("batch", issued);
  }

  @Test
  void reportsAnEditedKeyAndKeepsTheIssuedOneInForce() {
    user.createsConsumer("batch");
    ApiKey issued = rig.awaitKey("batch");
    rig.awaitVerifiers("batch", issued);
    ApiKey chosen = ApiKey.generate(new SecureRandom());

    rig.userReplaces("batch-main", "apiKey", chosen.text());

    rig.awaitReady("batch", "False", "ApiKeyEdited");
    rig.awaitVerifiers("batch", issued);
  }

  @Test
  void neverTouchesASecretOfTheSameNameThatSomebodyElseMade() {
    user.creates(
        new SecretBuilder()
            .withNewMetadata()
            .withName("batch-main")
            .endMetadata()
            .withStringData(Map.of("apiKey", "mine"))
            .build());

    user.createsConsumer("batch");

    rig.awaitReady("batch", "False", "NameConflict");
    assertEquals("mine", Data.text(user.get(Secret.class, "batch-main"), "apiKey").orElseThrow());
  }
}
