package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Condition;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.controller.propagation.PodReport;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Finding;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Finding.Truth;
import io.jotgate.controller.status.Readiness;
import io.jotgate.issuer.model.IssuerPaths;
import io.jotgate.keys.Blocked;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a report says about each aspect of an issuer. Pure. */
final class IssuerFindings {
  static final String KEYS_READY = "KeysReady";
  static final String JWKS_PUBLISHED = "JWKSPublished";
  static final String TOKEN_SERVICE_AVAILABLE = "TokenServiceAvailable";
  static final String ROTATION_BLOCKED = "RotationBlocked";
  static final String RESOLVED_REFS = "ResolvedRefs";

  /** Sums up what has no condition of its own; not part of the status. */
  private static final String SPEC = "Spec";

  private static final String NO_READY_POD = "No pod of the token service is ready";

  private IssuerFindings() {}

  /** Ready, Reconciling, Stalled and the five aspects of an issuer. */
  static List<Finding> of(IssuerReport report) {
    List<Finding> aspects =
        Stream.of(
                spec(report),
                references(report),
                keys(report),
                available(report),
                published(report),
                rotation(report))
            .toList();
    return Readiness.summarize(aspects, "Tokens are issued at " + url(report)).stream()
        .filter(finding -> !finding.type().equals(SPEC))
        .toList();
  }

  private static String url(IssuerReport report) {
    return IssuerResolver.issuerUrl(report.observation().issuer()) + IssuerPaths.AUTH;
  }

  private static Finding spec(IssuerReport report) {
    return report
        .obstacle()
        .map(obstacle -> Finding.stuck(SPEC, obstacle.reason(), obstacle.message()))
        .orElseGet(() -> Finding.done(SPEC, IssuerReason.Applied, "Everything is applied"));
  }

  private static Finding references(IssuerReport report) {
    if (report.tls().isEmpty()) {
      return carriedOver(report, RESOLVED_REFS);
    }
    return report
        .tls()
        .get()
        .problem()
        .map(problem -> Finding.stuck(RESOLVED_REFS, problem.reason(), problem.message()))
        .orElseGet(
            () ->
                Finding.done(
                    RESOLVED_REFS,
                    IssuerReason.Resolved,
                    "Every Secret that the spec names is there and may be read"));
  }

  private static Finding keys(IssuerReport report) {
    if (report.rotation().isEmpty()) {
      return report
          .obstacle()
          .filter(obstacle -> obstacle.reason() == IssuerReason.RingUnreadable)
          .map(obstacle -> Finding.stuck(KEYS_READY, obstacle.reason(), obstacle.message()))
          .orElseGet(() -> carriedOver(report, KEYS_READY));
    }
    RotationExecutor.Outcome rotation = report.rotation().get();
    Optional<SigningKey> active = rotation.ring().flatMap(KeyRing::active);
    Optional<Blocked> blocked = rotation.blocked();
    if (blocked.filter(why -> why.reason() == Blocked.Reason.RingMissing).isPresent()) {
      return Finding.stuck(
          KEYS_READY, IssuerReason.RingMissing, Sentences.capitalised(blocked.get().message()));
    }
    if (active.isPresent() && rotation.canSign()) {
      return Finding.done(
          KEYS_READY, IssuerReason.KeyActive, "Key " + active.get().kid() + " signs");
    }
    if (active.isPresent()) {
      return Finding.working(
          KEYS_READY,
          IssuerReason.PrivateKeyLost,
          "The private half of key " + active.get().kid() + " is gone: the next key takes over");
    }
    boolean first = rotation.ring().filter(KeyRing::hasServed).isEmpty();
    return first
        ? Finding.working(KEYS_READY, IssuerReason.KeyPending, "The first key is being made")
        : Finding.working(
            KEYS_READY,
            IssuerReason.NoActiveKey,
            "No key signs until the next one has been published for long enough");
  }

  private static Finding published(IssuerReport report) {
    Optional<IssuerContent> content = report.content();
    if (content.isEmpty()) {
      return carriedOver(report, JWKS_PUBLISHED);
    }
    List<PodReport> ready = report.observation().pods().stream().filter(PodReport::ready).toList();
    List<String> silent = names(ready.stream().filter(pod -> pod.state().isEmpty()));
    if (!silent.isEmpty()) {
      return Finding.unknown(
          JWKS_PUBLISHED,
          IssuerReason.PodsUnreachable,
          "The operator gets no answer from port %d of %s: check network policies"
              .formatted(IssuerPlatform.MANAGEMENT_PORT, String.join(", ", silent)));
    }
    List<String> behind = names(ready.stream().filter(pod -> !content.get().publishedBy(pod)));
    if (ready.isEmpty()) {
      return Finding.working(JWKS_PUBLISHED, IssuerReason.NoReadyPods, NO_READY_POD);
    }
    if (!behind.isEmpty()) {
      return Finding.working(
          JWKS_PUBLISHED,
          IssuerReason.Propagating,
          "The key that signs is not yet published by " + String.join(", ", behind));
    }
    return Finding.done(
        JWKS_PUBLISHED, IssuerReason.Published, "Every ready pod publishes the key that signs");
  }

  private static Finding available(IssuerReport report) {
    Optional<IssuerContent> content = report.content();
    if (content.isEmpty()) {
      return carriedOver(report, TOKEN_SERVICE_AVAILABLE);
    }
    List<PodReport> ready = report.observation().pods().stream().filter(PodReport::ready).toList();
    if (ready.isEmpty()) {
      return Finding.working(
          TOKEN_SERVICE_AVAILABLE,
          IssuerReason.NoReadyPods,
          "No pod of the token service is ready");
    }
    List<String> behind =
        names(
            ready.stream()
                .filter(pod -> pod.state().isPresent() && !content.get().configLoadedBy(pod)));
    if (!behind.isEmpty()) {
      return new Finding(
          TOKEN_SERVICE_AVAILABLE,
          Truth.TRUE,
          Outlook.WORKING,
          IssuerReason.Propagating,
          "The settings are not yet loaded by " + String.join(", ", behind));
    }
    return report
        .observation()
        .deployment()
        .flatMap(IssuerRollout::unfinished)
        .map(
            left ->
                new Finding(
                    TOKEN_SERVICE_AVAILABLE,
                    Truth.TRUE,
                    Outlook.FINISHING,
                    IssuerReason.RollingOut,
                    left))
        .orElseGet(
            () ->
                Finding.done(
                    TOKEN_SERVICE_AVAILABLE, IssuerReason.Available, "The token service answers"));
  }

  /** True is the bad case here. A blocked rotation does not keep the issuer from serving. */
  private static Finding rotation(IssuerReport report) {
    if (report.rotation().isEmpty()) {
      return carriedOver(report, ROTATION_BLOCKED);
    }
    return report
        .rotation()
        .get()
        .blocked()
        .map(IssuerFindings::blocked)
        .orElseGet(
            () ->
                new Finding(
                    ROTATION_BLOCKED,
                    Truth.FALSE,
                    Outlook.DONE,
                    IssuerReason.NotBlocked,
                    "No rotation waits"));
  }

  private static Finding blocked(Blocked why) {
    Outlook outlook =
        switch (why.reason()) {
          case PolicyInvalid -> Outlook.STUCK;
          case RingMissing,
              ClockBehind,
              ClockSkew,
              UnknownKey,
              PropagationPending,
              DemotionPending,
              KeysHeld ->
              Outlook.DONE;
        };
    return new Finding(
        ROTATION_BLOCKED,
        Truth.TRUE,
        outlook,
        why.reason()::name,
        Sentences.capitalised(why.message()));
  }

  private static List<String> names(Stream<PodReport> pods) {
    return pods.map(PodReport::name).sorted().toList();
  }

  /** What the last reconcile that could tell has found. */
  private static Finding carriedOver(IssuerReport report, String type) {
    List<Condition> previous =
        Optional.ofNullable(report.observation().issuer().getStatus())
            .map(JwtIssuerStatus::conditions)
            .orElse(List.of());
    return Conditions.find(previous, type)
        .map(
            known ->
                new Finding(
                    type,
                    truth(known.getStatus()),
                    Outlook.DONE,
                    known::getReason,
                    Optional.ofNullable(known.getMessage()).orElse("")))
        .orElseGet(() -> Finding.unknown(type, IssuerReason.NotEvaluated, "Nothing is known yet"));
  }

  private static Truth truth(String status) {
    return switch (status) {
      case "True" -> Truth.TRUE;
      case "False" -> Truth.FALSE;
      default -> Truth.UNKNOWN;
    };
  }
}
