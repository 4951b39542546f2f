package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.controller.attachment.AttachmentCheck;
import io.jotgate.controller.attachment.AttachmentProblem;
import io.jotgate.controller.attachment.PortProbe;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.attachment.WorkloadReport.Hold;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.propagation.ApiNodeOutages;
import io.jotgate.controller.resource.ForeignObjectException;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Keeps the policy of one workload: compiles all its routes, writes what pods read, and asks them
 * what they have loaded.
 *
 * <p>The primary is the policy ConfigMap of the workload. This is the only writer of it, of the
 * trust ConfigMap beside it and of the workload's NetworkPolicy.
 */
public final class WorkloadPolicyReconciler implements Reconciler<ConfigMap> {
  /** Selects the primaries. */
  public static final String PRIMARIES =
      JotgateLabels.selectorOf(JotgateLabels.DOCUMENTS, JotgateLabels.POLICY);

  private static final Duration LOST_RACE = Duration.ofMillis(100);

  /** A foreign object is not watched: its end is noticed by looking again. */
  private static final Duration NAME_TAKEN = Duration.ofSeconds(30);

  private static final int REFRESHED_AT_ONCE = 20;
  private static final int UNPROCESSABLE = 422;

  private final KubernetesClient client;
  private final PolicyPlanner planner;
  private final PolicyWriter writer;
  private final SidecarSurvey survey;
  private final SettlingPace pace = new SettlingPace();
  private final RevocationLedger ledger = new RevocationLedger();
  private final NetworkRestriction restriction;
  private final WorkloadReports reports;
  private final InstantSource clock;
  private final AtomicReference<Optional<WorkloadEventSources>> sources =
      new AtomicReference<>(Optional.empty());

  /**
   * A reconciler.
   *
   * @param reports where it says what it has seen
   * @param operatorNamespace namespace of the operator, whose pods may ask sidecars
   */
  public WorkloadPolicyReconciler(
      KubernetesClient client,
      EnvoyRenderer renderer,
      SidecarStatusClient sidecars,
      PortProbe ports,
      WorkloadReports reports,
      String operatorNamespace,
      InstantSource clock) {
    this.client = client;
    this.planner = new PolicyPlanner(renderer);
    this.writer = new PolicyWriter(client);
    this.survey = new SidecarSurvey(sidecars, ports, new ApiNodeOutages(client));
    this.restriction = new NetworkRestriction(client, operatorNamespace);
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, ConfigMap>> prepareEventSources(
      EventSourceContext<ConfigMap> context) {
    WorkloadEventSources created = WorkloadEventSources.create(context);
    sources.set(Optional.of(created));
    return created.all();
  }

  @Override
  public UpdateControl<ConfigMap> reconcile(ConfigMap policy, Context<ConfigMap> context) {
    WorkloadEventSources watched = sources.get().orElseThrow();
    var key =
        new WorkloadReports.Key(
            Metadata.namespace(policy), Metadata.label(policy, JotgateLabels.WORKLOAD).orElse(""));
    Instant now = clock.instant();
    Optional<WorkloadFacts> facts = new WorkloadGatherer(client, watched).gather(policy, now);
    if (facts.isEmpty()) {
      pace.forget(key);
      ledger.forget(key);
      reports.forget(key);
      return UpdateControl.<ConfigMap>noUpdate().rescheduleAfter(SettlingPace.SETTLED);
    }
    return UpdateControl.<ConfigMap>noUpdate()
        .rescheduleAfter(reconcile(key, facts.get(), context, watched.networkPolicies(), now));
  }

  private Duration reconcile(
      WorkloadReports.Key key,
      WorkloadFacts facts,
      Context<ConfigMap> context,
      InformerEventSource<NetworkPolicy, ConfigMap> networkPolicies,
      Instant now) {
    List<SidecarAnswer> answers =
        survey.ask(facts.livePods(), outage -> outage.outlasts(facts.largestVerifierCache(), now));
    PolicyPlan plan = rewrittenIfMissed(key, planner.plan(facts, answers), answers);
    Optional<Hold> conflict = Optional.empty();
    PolicyWriter.Outcome outcome = PolicyWriter.Outcome.UNCHANGED;
    try {
      outcome = writer.write(facts, plan);
      restriction.apply(facts, context, networkPolicies);
    } catch (ForeignObjectException foreign) {
      conflict = Optional.of(new Hold.NameConflict(String.valueOf(foreign.getMessage())));
    } catch (KubernetesClientException failed) {
      conflict = Optional.of(refusal(failed));
    }
    if (outcome == PolicyWriter.Outcome.LOST) {
      return LOST_RACE;
    }
    boolean settled = refresh(key, plan, answers);
    reports.publish(
        key,
        WorkloadReportFactory.report(
            facts,
            plan,
            answers,
            problems(key, facts, plan, settled),
            conflict,
            ledger.revoked(key, facts, plan, answers)));
    if (conflict.isPresent()) {
      return NAME_TAKEN;
    }
    return settled && (plan.complete() || plan.held().isPresent())
        ? pace.settled(key)
        : pace.unsettled(key, Fingerprint.of(plan.policy(), plan.trust()));
  }

  /** What the API server refuses for good is for people; everything else is tried again. */
  private static Hold refusal(KubernetesClientException failed) {
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
    return new Hold.Refused(String.valueOf(failed.getStatus().getMessage()));
  }

  /** Pods that have had the same content for long and run another must have missed it. */
  private PolicyPlan rewrittenIfMissed(
      WorkloadReports.Key key, PolicyPlan plan, List<SidecarAnswer> answers) {
    boolean missed =
        answers.stream()
            .filter(each -> each.isReady() && each.loaded().isPresent())
            .anyMatch(each -> !each.hasLoaded(plan.policy(), plan.trust()));
    return missed && pace.isOverdue(key, Fingerprint.of(plan.policy(), plan.trust()))
        ? plan.rewritten()
        : plan;
  }

  /**
   * Tells pods that lag to refresh, some at a time; answers whether there is none among those that
   * count. A pod whose sidecar is not up yet will read the files as they are then.
   */
  private boolean refresh(WorkloadReports.Key key, PolicyPlan plan, List<SidecarAnswer> answers) {
    String fingerprint = Fingerprint.of(plan.policy(), plan.trust());
    List<SidecarAnswer> lagging =
        answers.stream()
            .filter(each -> each.isAwaited() || each.loaded().isPresent())
            .filter(each -> !each.hasLoaded(plan.policy(), plan.trust()))
            .toList();
    int left = REFRESHED_AT_ONCE;
    for (SidecarAnswer each : lagging) {
      if (left > 0 && pace.touch(key, fingerprint, Metadata.uid(each.pod()))) {
        writer.refresh(each.pod(), fingerprint);
        left--;
      }
    }
    return lagging.stream().noneMatch(SidecarAnswer::isAwaited);
  }

  /** Looks for ways past the policy; while pods are loading, ports are not probed each time. */
  private List<AttachmentProblem> problems(
      WorkloadReports.Key key, WorkloadFacts facts, PolicyPlan plan, boolean settled) {
    OptionalInt port = plan.upstreamPort();
    Collection<String> reachable =
        settled && port.isPresent()
            ? survey.reachable(
                facts.livePods().stream().filter(Pods::isReady).toList(), port.getAsInt())
            : List.of();
    List<AttachmentProblem> found =
        AttachmentCheck.problems(
            facts.workload(),
            Stream.concat(facts.livePods().stream(), facts.barePods().stream()).toList(),
            facts.services(),
            port.orElse(0),
            reachable);
    return settled ? found : Stream.concat(found.stream(), lastProbe(key)).toList();
  }

  private Stream<AttachmentProblem> lastProbe(WorkloadReports.Key key) {
    return reports.of(key).map(WorkloadReport::problems).orElse(List.of()).stream()
        .filter(each -> each.kind() == AttachmentProblem.Kind.AppPortReachable);
  }
}
