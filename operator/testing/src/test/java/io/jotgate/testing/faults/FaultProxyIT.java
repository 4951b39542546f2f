package io.jotgate.testing.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class FaultProxyIT {
  private static final Place WRITE = new Place("create configmaps/note", 1);
  private static final String GONE = "410";

  /** The code of a failure without an answer. */
  private static final int UNKNOWN = -1;

  private final InstalledNamespace namespace;
  private final Upstream upstream;
  private final Journal journal = new Journal();
  private final FaultPlan plan = new FaultPlan();
  private final List<String> commits = new CopyOnWriteArrayList<>();
  private final FaultProxy proxy;
  private final KubernetesClient client;

  FaultProxyIT(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.upstream = Upstream.of(namespace.operatorConfig());
    this.proxy =
        FaultProxy.start(
            upstream,
            journal,
            plan,
            (call, object) -> commits.add(call.toString()),
            Clock.systemUTC());
    Config config = namespace.operatorConfig();
    config.setMasterUrl(proxy.url());
    config.setOnlyHttpWatches(true);
    config.setRequestRetryBackoffLimit(0);
    config.setRequestTimeout(2000);
    this.client = new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    upstream.close();
  }

  @Test
  void letsThroughWhatNoFaultIsPlannedFor() {
    create("note");

    assertNotNull(client.configMaps().withName("note").get());
    assertEquals(List.of(WRITE), journal.writes());
    assertEquals(List.of("create configmaps/note"), commits);
    assertEquals(1, journal.count("get configmaps/note"));
  }

  @Test
  void asksWithThePermissionsOfTheOperator() {
    assertThrows(
        KubernetesClientException.class, () -> client.secrets().inNamespace("kube-system").list());

    assertEquals(List.of("list secrets"), journal.refusals());
  }

  @Test
  void keepsFromTheApiServerWhatIsCutOrAnsweredBefore() {
    for (WriteFault fault :
        List.of(
            WriteFault.CUT_BEFORE,
            WriteFault.CONFLICT,
            WriteFault.GONE,
            WriteFault.TOO_MANY_REQUESTS,
            WriteFault.SERVER_ERROR)) {
      var failed = createWith(fault);

      assertEquals(fault.answer().orElse(UNKNOWN), failed.getCode(), fault.name());
      assertNull(stored(), fault.name());
      assertFalse(proxy.isBlack());
    }
  }

  @Test
  void commitsAWriteWhoseAnswerNeverComes() {
    for (WriteFault fault : List.of(WriteFault.CUT_AFTER, WriteFault.TIME_OUT_AFTER_COMMIT)) {
      var failed = createWith(fault);

      assertEquals(UNKNOWN, failed.getCode(), fault.name());
      assertNotNull(stored(), fault.name());
      namespace.admin().configMaps().inNamespace(namespace.name()).withName("note").delete();
    }
  }

  @Test
  void letsTheClientDieBeforeAWrite() {
    createWith(WriteFault.CRASH_BEFORE);

    assertNull(stored());
    assertDead();
  }

  @Test
  void letsTheClientDieBetweenAWriteAndItsAnswer() {
    createWith(WriteFault.CRASH_DURING);

    assertNotNull(stored());
    assertDead();
  }

  @Test
  void letsTheClientDieAfterTheAnswer() {
    plan.arm(WRITE, WriteFault.CRASH_AFTER);

    create("note");

    assertNotNull(stored());
    assertDead();
  }

  @Test
  void letsAnEventComeTwice() {
    assertEquals(List.of("a", "a", "b"), namesWith(EventFault.REPEAT, 3).names);
  }

  @Test
  void letsAnEventComeAfterTheNextOne() {
    assertEquals(List.of("b", "a"), namesWith(EventFault.REORDER, 2).names);
  }

  @Test
  void keepsTheEventsOfOneObjectInOrder() {
    var versions = new Seen();
    plan.arm(new Place("ADDED configmaps/a", 1), EventFault.REORDER);
    try (Watch _ = client.configMaps().watch(versions)) {
      ConfigMap first = create("a");
      ConfigMap second =
          client.resource(new ConfigMapBuilder(first).addToData("k", "v").build()).update();

      List<String> expected =
          List.of(
              first.getMetadata().getResourceVersion(), second.getMetadata().getResourceVersion());
      await().atMost(Duration.ofSeconds(20)).until(() -> versions.versions.equals(expected));
    }
  }

  @Test
  void endsAWatchThatHasLostAnEventWithGone() {
    assertEquals(List.of("b", GONE), namesWith(EventFault.DROP, 2).names);
  }

  @Test
  void endsAWatchWithGoneInPlaceOfAnEvent() {
    assertEquals(List.of(GONE), namesWith(EventFault.GONE, 1).names);
  }

  @Test
  void saysThatAConnectionEndsWithItsWatch() throws Exception {
    URI watch =
        URI.create(
            proxy.url() + "/api/v1/namespaces/" + namespace.name() + "/configmaps?watch=true");

    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer =
          http.send(HttpRequest.newBuilder(watch).build(), BodyHandlers.ofInputStream());
      answer.body().close();

      assertEquals(Optional.of("close"), answer.headers().firstValue("connection"));
    }
  }

  /** Two objects are created, and something happens to the event of the first. */
  private Seen namesWith(EventFault fault, int count) {
    var seen = new Seen();
    plan.arm(new Place("ADDED configmaps/a", 1), fault);
    try (Watch _ = client.configMaps().watch(seen)) {
      create("a");
      create("b");
      await().atMost(Duration.ofSeconds(20)).until(() -> seen.names.size() >= count);
    }
    return seen;
  }

  private KubernetesClientException createWith(WriteFault fault) {
    journal.begin();
    plan.arm(WRITE, fault);
    return assertThrows(KubernetesClientException.class, () -> create("note"), fault.name());
  }

  private ConfigMap create(String name) {
    return client
        .resource(new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  private @Nullable ConfigMap stored() {
    return namespace.admin().configMaps().inNamespace(namespace.name()).withName("note").get();
  }

  private void assertDead() {
    assertTrue(proxy.isBlack());
    assertThrows(KubernetesClientException.class, () -> client.configMaps().list());
  }

  /** What a watch told. */
  private static final class Seen implements Watcher<ConfigMap> {
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final List<String> versions = new CopyOnWriteArrayList<>();

    @Override
    public void eventReceived(Action action, ConfigMap object) {
      names.add(object.getMetadata().getName());
      versions.add(object.getMetadata().getResourceVersion());
    }

    @Override
    public void onClose(WatcherException cause) {
      names.add(cause.isHttpGone() ? GONE : String.valueOf(cause.getMessage()));
    }
  }
}
