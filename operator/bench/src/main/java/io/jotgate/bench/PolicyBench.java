package io.jotgate.bench;

import static io.jotgate.bench.Table.number;
import static io.jotgate.bench.Table.percent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.bench.Contest.Contestant;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.SidecarLayout;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * From ProtectedRoutes to the documents of a sidecar: compiling and rendering of 1 to 100 rules and
 * 1 to 8 issuers, how both grow, and what the JSON library needs to write the same documents from
 * trees that are there already.
 */
public final class PolicyBench {
  private static final int[] RULES = {1, 10, 100};
  private static final int[] ISSUERS = {1, 2, 4, 8};
  private static final int RULES_OF_MOST = 10;

  private final Pace pace;
  private final ObjectMapper json = new ObjectMapper();
  private final EnvoyRenderer renderer = new EnvoyRenderer(SidecarLayout.INJECTED);
  private final Workloads workloads = new Workloads(new SecureRandom());
  private final Checks checks = new Checks(InstantSource.system());

  private PolicyBench(Pace pace) {
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
    PolicyBench bench = new PolicyBench(pace);
    List<Case> byRules = new ArrayList<>();
    for (int rules : RULES) {
      byRules.add(bench.measure(rules, 1));
    }
    List<Case> byIssuers = new ArrayList<>();
    for (int issuers : ISSUERS) {
      byIssuers.add(bench.measure(RULES_OF_MOST, issuers));
    }
    return bench.checks.report(
        List.of(
            table("More rules, one issuer, 10 rules a route", byRules, true),
            table("More issuers, 10 rules", byIssuers, false)));
  }

  private record Case(
      int rules, int issuers, int bytes, Measured compile, Measured render, Measured write) {}

  private Case measure(int rules, int issuers) {
    List<ProtectedRoute> routes = Workloads.routes(rules, issuers);
    Map<String, ResolvedIssuer> resolved = workloads.issuers(issuers);
    Compiled compiled = PolicyCompiler.compile(Workloads.NAME, routes, resolved);
    check(compiled, rules, issuers);
    List<String> documents = render(compiled);
    List<JsonNode> trees = documents.stream().map(this::tree).toList();
    List<Measured> results =
        new Contest(pace)
            .run(
                List.of(
                    new Contestant(
                        "compile",
                        () ->
                            PolicyCompiler.compile(Workloads.NAME, routes, resolved)
                                .verdicts()
                                .size()),
                    new Contestant("render", () -> render(compiled).size()),
                    new Contestant("write", () -> write(trees))));
    return new Case(
        rules, issuers, bytes(documents), results.get(0), results.get(1), results.get(2));
  }

  private void check(Compiled compiled, int rules, int issuers) {
    checks.that(
        compiled.verdicts().stream()
            .allMatch(verdict -> verdict.accepted().ok() && verdict.resolvedRefs().ok()),
        "workloads whose routes are all accepted");
    checks.that(
        compiled.policy().rules().size() == rules, "policies with all the rules of their routes");
    checks.that(
        compiled.trust().issuers().size() == issuers, "policies that trust all their issuers");
  }

  private List<String> render(Compiled compiled) {
    Documents policy = renderer.policyDocuments(compiled.policy());
    Documents trust = renderer.trustDocuments(compiled.trust());
    List<String> texts = new ArrayList<>(policy.files().values());
    texts.addAll(trust.files().values());
    return texts;
  }

  private int write(List<JsonNode> trees) throws JsonProcessingException {
    int length = 0;
    for (JsonNode tree : trees) {
      length += json.writeValueAsString(tree).length();
    }
    return length;
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a rendered document is no JSON", e);
    }
  }

  private static int bytes(List<String> texts) {
    return texts.stream().mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
  }

  private static Table table(String title, List<Case> cases, boolean byRules) {
    Table table =
        new Table(
            title + "; of JSON: render / writing the same JSON from ready trees",
            byRules ? "rules" : "issuers",
            "documents B",
            "compile us",
            "heap kB",
            "render us",
            "heap kB",
            "spread",
            "of JSON");
    for (Case each : cases) {
      table.row(
          Integer.toString(byRules ? each.rules() : each.issuers()),
          number(each.bytes(), 0),
          number(each.compile().cost() / 1e3, 1),
          number(each.compile().allocated() / 1e3, 1),
          number(each.render().cost() / 1e3, 1),
          number(each.render().allocated() / 1e3, 1),
          percent(each.render().spread()),
          number(each.render().over(each.write()), 2));
    }
    double[] sizes = cases.stream().mapToDouble(c -> byRules ? c.rules() : c.issuers()).toArray();
    return table.row(
        "growth exponent",
        number(Statistics.exponent(sizes, cases.stream().mapToDouble(Case::bytes).toArray()), 2),
        number(Statistics.exponent(sizes, costs(cases, Case::compile)), 2),
        "",
        number(Statistics.exponent(sizes, costs(cases, Case::render)), 2),
        "",
        "",
        "");
  }

  private static double[] costs(List<Case> cases, Function<Case, Measured> part) {
    return cases.stream().mapToDouble(each -> part.apply(each).cost()).toArray();
  }
}
