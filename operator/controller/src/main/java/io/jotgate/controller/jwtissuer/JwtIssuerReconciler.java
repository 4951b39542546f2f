package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.controller.events.EventRecorder;
import io.jotgate.controller.jwtissuer.IssuerReport.Obstacle;
import io.jotgate.controller.jwtissuer.IssuerResolver.Resolution;
import io.jotgate.controller.jwtissuer.KeyObjects.UnreadableRingException;
import io.jotgate.controller.jwtissuer.RotationExecutor.Acknowledgements;
import io.jotgate.controller.metrics.KeyMetrics;
import io.jotgate.controller.metrics.RotationRun;
import io.jotgate.controller.propagation.ApiNodeOutages;
import io.jotgate.controller.propagation.IssuerPropagation;
import io.jotgate.controller.propagation.IssuerStateClient;
import io.jotgate.controller.resource.AppliedState;
import io.jotgate.controller.resource.ForeignObjectException;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.tls.CertificateExecutor;
import io.jotgate.controller.tls.CertificateOwner;
import io.jotgate.controller.tls.SelfSignedCertificates;
import io.jotgate.controller.tls.ServerNames;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.keys.Requests;
import io.jotgate.keys.jose.SigningKeys;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Makes a token service of a JwtIssuer and rotates its keys.
 *
 * <p>Told also of issuers that are being deleted, since a finalizer may hold one whose pods sign.
 *
 * <p>The only writer of all objects of an issuer. It waits for nothing: what has to be waited for
 * is looked at again when something changes, or when it is due.
 */
@ControllerConfiguration(triggerReconcilerOnAllEvents = true)
public final class JwtIssuerReconciler implements Reconciler<JwtIssuer> {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  /** What keeps an issuer from being as it should be is watched by nobody, and may be gone soon. */
  private static final Duration AFTER_OBSTACLE = Duration.ofSeconds(30);

  private static final Duration SOONEST = Duration.ofMillis(200);
  private static final int UNPROCESSABLE = 422;

  private final GuardedObjects objects;
  private final JwtIssuerGatherer gatherer;
  private final RotationExecutor rotation;
  private final CertificateExecutor certificates;
  private final IssuerApplier applier;
  private final PodRefresh refresh;
  private final IssuerEvents events;
  private final KeyMetrics metrics;
  private final Clock clock;
  private final Supplier<Optional<Duration>> clockOffset;

  /**
   * A reconciler.
   *
   * @param client client of the API server
   * @param platform what the installation decides
   * @param states asks pods what they have loaded
   * @param random where keys come from
   * @param metrics told what became of the keys
   * @param clockOffset how much the clock is ahead of the API server's; empty if unknown
   */
  public JwtIssuerReconciler(
      KubernetesClient client,
      IssuerPlatform platform,
      IssuerStateClient states,
      SecureRandom random,
      EventRecorder events,
      KeyMetrics metrics,
      Clock clock,
      Supplier<Optional<Duration>> clockOffset) {
    this.objects = new GuardedObjects(client);
    this.gatherer =
        new JwtIssuerGatherer(client, new IssuerPropagation(states, new ApiNodeOutages(client)));
    this.rotation =
        new RotationExecutor(parameters -> SigningKeys.generate(parameters, random), clock);
    this.certificates = new CertificateExecutor(objects, new SelfSignedCertificates(random));
    this.applier =
        new IssuerApplier(objects, new AppliedState(client.getKubernetesSerialization()), platform);
    this.refresh = new PodRefresh(client);
    this.events = new IssuerEvents(events);
    this.metrics = metrics;
    this.clock = clock;
    this.clockOffset = clockOffset;
  }

  @Override
  public List<EventSource<?, JwtIssuer>> prepareEventSources(
      EventSourceContext<JwtIssuer> context) {
    return JwtIssuerEventSources.prepare(context);
  }

  @Override
  public UpdateControl<JwtIssuer> reconcile(JwtIssuer issuer, Context<JwtIssuer> context) {
    if (context.isPrimaryResourceDeleted()) {
      rotation.forget(Metadata.uid(issuer));
      return UpdateControl.noUpdate();
    }
    if (Metadata.isBeingCollected(issuer)) {
      return UpdateControl.noUpdate();
    }
    IssuerObservation observation = gatherer.gather(issuer, context);
    TlsPlan tls = TlsPlanner.plan(observation.tls(), clock.instant());
    IssuerReport report =
        switch (IssuerResolver.resolve(issuer, observation.largestClockSkew())) {
          case Resolution.Resolved(IssuerSettings wanted) -> {
            IssuerSettings settings = wanted.reached(tls.serving());
            IssuerReport begun = IssuerReport.of(observation).with(settings).with(tls);
            yield Metadata.isBeingDeleted(issuer) ? keep(begun, context) : act(begun, context);
          }
          case Resolution.Invalid invalid ->
              IssuerReport.of(observation)
                  .with(new Obstacle(IssuerReason.InvalidSpec, invalid.message()));
        };
    Instant now = clock.instant();
    JwtIssuerStatus status = JwtIssuerStatusFactory.status(report, now);
    events.changed(issuer, status);
    return control(issuer, status).rescheduleAfter(delay(report, now));
  }

  /**
   * Keys first, then what the pods read, then the pods, then word to the pods that lag. Where a
   * person has to act, what does not depend on that goes on: certificates are renewed, and a
   * consumer that is withdrawn is withdrawn.
   */
  private IssuerReport act(IssuerReport begun, Context<JwtIssuer> context) {
    IssuerObservation observation = begun.observation();
    IssuerSettings settings = begun.settings().orElseThrow();
    IssuerReport report = attempt(begun, soFar -> soFar.with(rotate(observation, settings)));
    if (settings.serving().source() instanceof TlsSource.SelfSigned) {
      report = attempt(report, soFar -> soFar.with(certify(observation.issuer(), settings)));
    }
    Secret document = document(observation, settings);
    if (report.obstacle().isEmpty()) {
      report =
          attempt(
              report.with(observation.credentials()),
              soFar -> {
                applier.apply(settings, document, context);
                return soFar;
              });
    } else if (observation.applied().isPresent()) {
      report =
          attempt(
              report,
              soFar -> {
                applier.applyCredentials(settings, document, context);
                return soFar;
              });
    }
    report = attempt(report, soFar -> noteUsage(soFar, settings, context));
    tellPods(report, settings);
    return report;
  }

  /** Nothing is written before a credential has been used. */
  private IssuerReport noteUsage(
      IssuerReport report, IssuerSettings settings, Context<JwtIssuer> context) {
    Map<String, String> hours =
        report
            .credentials()
            .map(given -> report.observation().usage(given, clock.instant()))
            .orElse(Map.of());
    if (!hours.isEmpty()) {
      applier.applyUsage(settings, IssuerObjects.usage(settings, hours), context);
    }
    return report;
  }

  /**
   * The issuer is deleted and somebody's finalizer holds it. Until it is gone its pods sign, so its
   * keys rotate, can be revoked, and a consumer that is withdrawn is withdrawn. Nothing that is
   * missing is made again: somebody may be taking it down.
   */
  private IssuerReport keep(IssuerReport begun, Context<JwtIssuer> context) {
    IssuerObservation observation = begun.observation();
    IssuerSettings settings = begun.settings().orElseThrow();
    IssuerReport report =
        attempt(
            begun,
            soFar ->
                keys(observation, settings).ring().isPresent()
                    ? soFar.with(rotate(observation, settings))
                    : soFar);
    if (observation.applied().isPresent()) {
      report =
          attempt(
              report.with(observation.credentials()),
              soFar -> {
                applier.applyCredentials(settings, document(observation, settings), context);
                return soFar;
              });
    }
    tellPods(report, settings);
    return report;
  }

  private Secret document(IssuerObservation observation, IssuerSettings settings) {
    Credentials credentials = observation.credentials();
    return IssuerObjects.credentials(
        settings, credentials, observation.acknowledgedRevision(credentials.revision()));
  }

  private void tellPods(IssuerReport report, IssuerSettings settings) {
    report
        .content()
        .ifPresent(
            content -> refresh.refresh(settings.namespace(), report.observation().pods(), content));
  }

  /** One part of the work; of several obstacles the first is told. */
  private static IssuerReport attempt(IssuerReport report, UnaryOperator<IssuerReport> part) {
    Obstacle met;
    try {
      return part.apply(report);
    } catch (ForeignObjectException foreign) {
      met = obstacle(IssuerReason.NameConflict, foreign);
    } catch (UnreadableRingException damaged) {
      met = obstacle(IssuerReason.RingUnreadable, damaged);
    } catch (KubernetesClientException failed) {
      met = refusal(failed);
    }
    return report.obstacle().isPresent() ? report : report.with(met);
  }

  private RotationExecutor.Outcome rotate(IssuerObservation observation, IssuerSettings settings) {
    Acknowledgements acknowledged =
        IssuerAcknowledgements.of(
            settings.name(),
            settings.uid(),
            observation.pods(),
            observation.routes(),
            settings.rotation().verifierCache(),
            clock.instant());
    RotationExecutor.Outcome outcome =
        rotation.run(
            keys(observation, settings),
            settings.rotation(),
            new RotationInputs(
                settings.uid(),
                acknowledged,
                new Requests(
                    Metadata.annotation(observation.issuer(), JotgateAnnotations.ROTATE),
                    Metadata.annotation(observation.issuer(), JotgateAnnotations.REVOKE_KEY)),
                RecoveryCopy.in(observation.issuer()),
                clockOffset));
    metrics.observe(
        new KeyMetrics.Issuer(settings.namespace(), settings.name()),
        new RotationRun(
            outcome.ring(),
            settings.rotation(),
            outcome.blocked(),
            acknowledged.pods(),
            acknowledged.verifiers(),
            outcome.taken()));
    outcome.taken().forEach(step -> events.took(observation.issuer(), step));
    return outcome;
  }

  private ApiKeyObjects keys(IssuerObservation observation, IssuerSettings settings) {
    return new ApiKeyObjects(
        objects,
        settings.namespace(),
        settings.name(),
        settings.keysOwner(),
        () -> gatherer.recoveryCopy(observation.issuer()));
  }

  private CertificateExecutor.Outcome certify(JwtIssuer issuer, IssuerSettings settings) {
    CertificateOwner owner =
        new CertificateOwner(
            settings.name(),
            settings.namespace(),
            settings.owner(),
            ServerNames.of(settings.name(), settings.namespace(), settings.config().issuerURL()));
    CertificateExecutor.Outcome outcome = certificates.ensure(owner, clock.instant());
    outcome.notes().forEach(note -> events.certified(issuer, note));
    return outcome;
  }

  private static Obstacle obstacle(IssuerReason reason, RuntimeException cause) {
    return new Obstacle(reason, String.valueOf(cause.getMessage()));
  }

  /** What the API server refuses for good is for people; everything else is tried again. */
  private static Obstacle refusal(KubernetesClientException failed) {
    boolean forGood =
        switch (failed.getCode()) {
          case HttpURLConnection.HTTP_BAD_REQUEST,
              HttpURLConnection.HTTP_FORBIDDEN,
              UNPROCESSABLE ->
              true;
          default -> false;
        };
    if (!forGood || failed.getStatus() == null) {
      throw failed;
    }
    return new Obstacle(IssuerReason.ApplyRefused, String.valueOf(failed.getStatus().getMessage()));
  }

  private static Duration delay(IssuerReport report, Instant now) {
    Stream<Instant> due =
        Stream.of(
                Optional.of(now.plus(LOOK_AGAIN)),
                report.rotation().map(RotationExecutor.Outcome::nextCheck),
                report.certificates().map(CertificateExecutor.Outcome::nextCheck),
                report.tls().flatMap(TlsPlan::nextCheck),
                report.tls().flatMap(TlsPlan::problem).map(problem -> now.plus(AFTER_OBSTACLE)),
                report
                    .obstacle()
                    .filter(obstacle -> obstacle.reason() != IssuerReason.InvalidSpec)
                    .map(obstacle -> now.plus(AFTER_OBSTACLE)),
                report.lastChange().map(at -> now.plus(PropagationPace.delay(at, now))))
            .flatMap(Optional::stream);
    Duration earliest = Duration.between(now, due.min(Comparator.naturalOrder()).orElse(now));
    return earliest.compareTo(SOONEST) < 0 ? SOONEST : earliest;
  }

  private static UpdateControl<JwtIssuer> control(JwtIssuer issuer, JwtIssuerStatus status) {
    if (status.equals(issuer.getStatus())) {
      return UpdateControl.noUpdate();
    }
    JwtIssuer patch = new JwtIssuer();
    patch.setMetadata(Metadata.asRead(issuer));
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }
}
