package io.jotgate.controller.apiconsumer;

import static io.jotgate.controller.apiconsumer.ConsumerRig.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.resource.Data;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiers;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class ApiConsumerKeyIT {
  private final InstalledNamespace namespace;
  private final KubernetesClient user;
  private final ConsumerRig rig;

  ApiConsumerKeyIT(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.user = namespace.admin();
    this.rig = new ConsumerRig(namespace);
  }

  @BeforeEach
  void userCreatesAnIssuer() {
    rig.userCreatesIssuer("login");
  }

  @AfterEach
  void stop() {
    rig.stopOperator();
  }

  @Test
  void makesANewKeyWhenTheUserDeletesTheSecret() {
    rig.userCreatesConsumer("batch");
    ApiKey old = rig.awaitKey("batch");
    rig.awaitVerifiers("batch", old);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertTrue(rig.consumer("batch").getStatus() != null));

    user.secrets().inNamespace(namespace.name()).withName("batch-main").delete();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertNotEquals(old.text(), rig.awaitKey("batch").text()));
    rig.awaitVerifiers("batch", rig.awaitKey("batch"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertTrue(rig.events().contains("ApiKeyReplaced")));
  }

  @Test
  void goesOnWithTheKeyThatItHadMadeWhenItCrashedBeforeItWroteTheHash() {
    rig.stopOperator();
    rig.userCreatesConsumer("batch");
    ApiKey made = ApiKey.generate(new SecureRandom());
    user.resource(ApiConsumerObjects.apiKey(rig.consumer("batch"), made)).create();

    rig.startOperator();

    rig.awaitVerifiers("batch", made);
    assertEquals(made.text(), rig.awaitKey("batch").text());
  }

  @Test
  void replacesTheKeyOfADeletedConsumerOfTheSameName() {
    rig.stopOperator();
    rig.userCreatesConsumer("batch");
    ApiKey old = ApiKey.generate(new SecureRandom());
    user.resource(ApiConsumerObjects.apiKey(rig.consumer("batch"), old)).create();
    user.resources(ApiConsumer.class).inNamespace(namespace.name()).withName("batch").delete();
    rig.userCreatesConsumer("batch");

    rig.startOperator();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertNotEquals(old.text(), rig.awaitKey("batch").text()));
    rig.awaitVerifiers("batch", rig.awaitKey("batch"));
  }

  @Test
  void putsTheHashesBackThatSomebodyElseWrote() {
    rig.userCreatesConsumer("batch");
    ApiKey issued = rig.awaitKey("batch");
    ConsumerEntry good = rig.awaitVerifiers("batch", issued);
    ApiKey smuggled = ApiKey.generate(new SecureRandom());
    var entry =
        new ConsumerEntry(
            good.clientId(),
            good.subject(),
            good.scopes(),
            good.audiences(),
            List.of(smuggled.verifier()));

    rig.userEditsSecret(
        "batch-verifiers",
        secret ->
            secret.setData(
                Data.encoded(
                    Map.of(
                        "verifiers.json",
                        ConsumerVerifiersCodec.write(new ConsumerVerifiers(entry))))));

    rig.awaitVerifiers("batch", issued);
  }

  @Test
  void reportsAnEditedKeyAndKeepsTheIssuedOneInForce() {
    rig.userCreatesConsumer("batch");
    ApiKey issued = rig.awaitKey("batch");
    rig.awaitVerifiers("batch", issued);
    ApiKey chosen = ApiKey.generate(new SecureRandom());

    rig.userEditsSecret(
        "batch-main", secret -> secret.setData(Data.encoded(Map.of("apiKey", chosen.text()))));

    rig.awaitReady("batch", "False", "ApiKeyEdited");
    rig.awaitVerifiers("batch", issued);
  }

  @Test
  void neverTouchesASecretOfTheSameNameThatSomebodyElseMade() {
    user.resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("batch-main")
                .withNamespace(namespace.name())
                .endMetadata()
                .withStringData(Map.of("apiKey", "mine"))
                .build())
        .create();

    rig.userCreatesConsumer("batch");

    rig.awaitReady("batch", "False", "NameConflict");
    assertEquals("mine", Data.text(rig.secret("batch-main"), "apiKey").orElseThrow());
  }
}
