package io.jotgate.bench;

import static io.jotgate.bench.Table.number;
import static io.jotgate.bench.Table.percent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jotgate.bench.Contest.Contestant;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.RotationFacts;
import io.jotgate.keys.RotationStep;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the operator computes for the keys of an issuer: the steps of rotations, plans that have
 * nothing to do, and the ring as text against the JSON library alone.
 */
public final class RotationBench {
  private static final int[] ROUTES = {1, 10, 100, 1000};
  private static final int[] KEYS = {2, 10, 40};

  /** A reconcile that changes nothing may take this: 5,000 in a second of CPU time. */
  private static final double BUDGET_NANOS = 200_000;

  private final Pace pace;
  private final GeneratedKey template =
      SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());
  private final ObjectMapper json = new ObjectMapper();
  private final Checks checks = new Checks(InstantSource.system());

  private RotationBench(Pace pace) {
    this.pace = pace;
  }

  /**
   * Runs the program.
   *
   * @param arguments {@code --quick} or nothing
   */
  public static void main(String[] arguments) {
    Pace pace = Pace.of(arguments);
    System.exit(run(pace).print(System.out, pace));
  }

  static Report run(Pace pace) {
    RotationBench bench = new RotationBench(pace);
    return bench.checks.report(List.of(bench.plans(), bench.codec()));
  }

  private Table plans() {
    List<Measured> idle = new ArrayList<>();
    List<Measured> steps = new ArrayList<>();
    for (int routes : ROUTES) {
      RotatingIssuer settled = new RotatingIssuer(template, routes).settled();
      RotationFacts facts = settled.facts();
      RotatingIssuer rotating = new RotatingIssuer(template, routes);
      List<Measured> results =
          new Contest(pace)
              .run(
                  List.of(
                      new Contestant("idle", () -> settled.plan(facts).step().message().length()),
                      new Contestant("step", () -> rotating.step() ? 1 : 0)));
      checks.that(
          settled.plan(facts).step().reason() == RotationStep.Reason.InSync,
          "plans that have nothing to do");
      checks.that(rotating.activations() > 0, "histories in which keys began to sign");
      idle.add(results.get(0));
      steps.add(results.get(1));
    }
    return planTable(idle, steps);
  }

  private static Table planTable(List<Measured> idle, List<Measured> steps) {
    Table table =
        new Table(
            "Planning; of budget: a plan that does nothing / 200 us for a reconcile that changes"
                + " nothing; a step includes gathering and carrying it out on values",
            "routes",
            "idle plan us",
            "spread",
            "heap kB",
            "of budget",
            "steps per CPU-s",
            "spread");
    for (int i = 0; i < ROUTES.length; i++) {
      table.row(
          Integer.toString(ROUTES[i]),
          number(idle.get(i).cost() / 1e3, 2),
          percent(idle.get(i).spread()),
          number(idle.get(i).allocated() / 1e3, 1),
          percent(idle.get(i).cost() / BUDGET_NANOS),
          number(steps.get(i).perSecond(), 0),
          percent(steps.get(i).spread()));
    }
    double[] sizes = Arrays.stream(ROUTES).asDoubleStream().toArray();
    double[] costs = idle.stream().mapToDouble(Measured::cost).toArray();
    return table.row(
        "growth exponent", number(Statistics.exponent(sizes, costs), 2), "", "", "", "", "");
  }

  private Table codec() {
    Table table =
        new Table(
            "The ring as text; of JSON: ours / the JSON library alone, without any check",
            "keys",
            "text B",
            "write us",
            "of JSON",
            "read us",
            "spread",
            "heap kB",
            "of JSON");
    for (int keys : KEYS) {
      KeyRing ring = new RotatingIssuer(template, 1).ring(keys);
      String text = RingCodec.write(ring);
      checks.that(RingCodec.read(text).equals(ring), "rings that are the same after a round trip");
      JsonNode tree = tree(text);
      List<Measured> results =
          new Contest(pace)
              .run(
                  List.of(
                      new Contestant("write", () -> RingCodec.write(ring).length()),
                      new Contestant("JSON write", () -> json.writeValueAsString(tree).length()),
                      new Contestant("read", () -> RingCodec.read(text).keys().size()),
                      new Contestant("JSON read", () -> json.readTree(text).size())));
      Measured read = results.get(2);
      table.row(
          Integer.toString(keys),
          number(text.length(), 0),
          number(results.get(0).cost() / 1e3, 1),
          number(results.get(0).over(results.get(1)), 2),
          number(read.cost() / 1e3, 1),
          percent(read.spread()),
          number(read.allocated() / 1e3, 1),
          number(read.over(results.get(3)), 2));
    }
    return table;
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ring is no JSON", e);
    }
  }
}
