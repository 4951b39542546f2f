package io.jotgate.controller.faults;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.jotgate.controller.OperatorClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An API server that fails on command, one for each test. It answers a request with a fault where
 * one was ordered, and else with what {@link StoredObjects} remembers; it proves how the operator
 * takes faults, never what a real API server does.
 */
public final class FaultyApi implements BeforeEachCallback, AfterEachCallback {
  /** Kept: a logger that nobody holds forgets its level. */
  private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

  /** The shortest pause after a failed request: a test has no reason to wait. */
  private static final int BACKOFF_MILLIS = 1;

  private static final Duration IMPATIENCE = Duration.ofSeconds(1);

  private final StoredObjects stored = new StoredObjects();
  private final List<Order> orders = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<OpenWatch> watches = new ArrayList<>();
  private final List<KubernetesClient> clients = new ArrayList<>();
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(),
          new MockWebServer(),
          new HashMap<>(),
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return answer(request);
            }
          },
          false);

  /** Faults for the calls that fit, after some that are let through. */
  private static final class Order {
    private final Predicate<Call> fits;
    private final Deque<Fault> faults;
    private final boolean repeats;
    private int letThrough;

    private Order(Predicate<Call> fits, int letThrough, boolean repeats, Fault... faults) {
      this.fits = fits;
      this.letThrough = letThrough;
      this.repeats = repeats;
      this.faults = new ArrayDeque<>(Arrays.asList(faults));
    }

    private Optional<Fault> next(Call call) {
      if (!fits.test(call) || letThrough-- > 0) {
        return Optional.empty();
      }
      return Optional.ofNullable(repeats ? faults.peek() : faults.poll());
    }
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    SERVER_LOG.setLevel(Level.WARNING);
    server.start();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    clients.forEach(KubernetesClient::close);
    server.shutdown();
  }

  /** A client as the operator makes it. */
  public KubernetesClient client() {
    return connect(config().build());
  }

  /** One that gives up a request without an answer after a second, and does not repeat it. */
  public KubernetesClient impatientClient() {
    return connect(
        config()
            .withRequestTimeout((int) IMPATIENCE.toMillis())
            .withRequestRetryBackoffLimit(0)
            .build());
  }

  /** Stores an object, as if it had been there before. */
  public synchronized <R extends HasMetadata> R has(Class<R> type, R object) {
    return stored.put(type, object);
  }

  /** What is stored under a name such as {@code configmaps/login-jwks}. */
  public synchronized <R extends HasMetadata> Optional<R> stored(Class<R> type, String target) {
    return stored.get(type, target);
  }

  /** The next calls of this target, such as {@code GET secrets/login-tls}, meet these faults. */
  public synchronized void on(String target, Fault... faults) {
    orders.add(new Order(call -> call.target().equals(target), 0, false, faults));
  }

  /** All calls of this target meet this fault. */
  public synchronized void always(String target, Fault fault) {
    orders.add(new Order(call -> call.target().equals(target), 0, true, fault));
  }

  /** The n-th write from now, counted from 0, and those after it meet these faults. */
  public synchronized void onWrite(int n, Fault... faults) {
    orders.add(new Order(Call::writes, n, false, faults));
  }

  /** The n-th write from now, counted from 0, and all after it meet this fault. */
  public synchronized void alwaysFromWrite(int n, Fault fault) {
    orders.add(new Order(Call::writes, n, true, fault));
  }

  /** Nothing fails any more. */
  public synchronized void recovers() {
    orders.clear();
  }

  /** Everything that was received so far, oldest first. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Targets of the writes that were received so far, oldest first. */
  public synchronized List<String> writes() {
    return calls.stream().filter(Call::writes).map(Call::target).toList();
  }

  /** Forgets what was received so far. */
  public synchronized void forgetCalls() {
    calls.clear();
  }

  /** Watches that were ever opened, oldest first. */
  public synchronized List<OpenWatch> watches() {
    return List.copyOf(watches);
  }

  /** Takes an object away, as if somebody else had deleted it. */
  public synchronized void loses(String target) {
    stored.remove(target);
  }

  private synchronized MockResponse answer(RecordedRequest request) {
    if (OpenWatch.isAskedFor(request)) {
      return OpenWatch.answer(request, this::opened);
    }
    Call call = Call.of(request);
    calls.add(call);
    for (Order order : orders) {
      Optional<Fault> fault = order.next(call);
      if (fault.isPresent()) {
        return Answers.failing(fault.get(), () -> stored.carryOut(call));
      }
    }
    return Answers.whole(stored.carryOut(call));
  }

  private synchronized void opened(OpenWatch watch) {
    watches.add(watch);
  }

  private ConfigBuilder config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(server.url("/"))
        .withHttp2Disable(true)
        .withRequestRetryBackoffInterval(BACKOFF_MILLIS)
        .withWatchReconnectInterval(BACKOFF_MILLIS);
  }

  private KubernetesClient connect(Config config) {
    KubernetesClient client = OperatorClient.connect(config);
    clients.add(client);
    return client;
  }
}
