package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.render.Documents;
import io.jotgate.testing.forgery.ForgedTokens;
import io.jotgate.testing.forgery.Standing;
import io.jotgate.testing.forgery.Target;
import io.jotgate.testing.forgery.TokenKey;
import io.jotgate.testing.proof.ProofForm;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forged tokens of every kind for every algorithm against a running Envoy with a rendered policy:
 * none reaches the workload but those whose kind a file explains ({@code forgiven-forgeries.yaml}),
 * and of these none that says anything a trusted key has not signed. Good tokens among them pass.
 * In full (property {@code jotgate.prove}): a million.
 */
@Tag("envoy")
class EnvoyForgeriesIT {
  private static final long SEED = ProofForm.seeds(1).getFirst();

  /** In one round each kind meets each key. */
  private static final int CONTROL_ROUNDS = ProofForm.choose(4, 1);

  private static final int CHEAP_KEYS = 22;
  private static final int TOKENS = ProofForm.choose(1_000_000, 0);
  private static final String ISSUER = "https://login.shop.svc";

  private final List<TokenKey> keys = keys();
  private final ForgivenForgeries forgiven = new ForgivenForgeries();

  @TempDir Path directory;

  @Test
  void noForgedTokenReachesTheWorkloadButHarmlessOnesAndEveryGoodOneDoes() {
    try (SidecarRig rig = SidecarRig.withoutLog(directory)) {
      Compiled compiled = compile(rig);
      rig.settle(compiled);
      ForgedTokens tokens = tokens(compiled);
      ForgeryVerdicts verdicts =
          new ForgeryBarrage(rig, compiled.trust().issuers().getFirst(), forgiven, keys)
              .fire(tokens, Math.max(TOKENS, tokens.round()));
      ProofForm.report(lines(verdicts));
      assertEquals(List.of(), verdicts.problems());
      assertEquals(List.of(), rig.intruders());
      assertEquals(Set.copyOf(ForgedTokens.kinds()), verdicts.kinds());
      assertTrue(verdicts.count(Standing.GOOD) > tokens.round() / 50, "good tokens among them");
      if (ProofForm.isFull()) {
        assertEquals(forgiven.passing(), verdicts.passedForgeries().keySet(), "one is gone");
        assertEquals(forgiven.refused(), verdicts.refusedGood().keySet(), "one is gone");
      }
    }
  }

  /** What makes the checks of the token as such necessary: without them, more passes. */
  @Test
  void theRevocationFilterClosesWhatTheTokenFilterForgives() {
    try (SidecarRig rig = SidecarRig.withoutLog(directory)) {
      Compiled compiled = compile(rig);
      rig.load(
          rig.renderer().policyDocuments(compiled.policy()),
          withoutRevocationFilter(rig.renderer().trustDocuments(compiled.trust())));
      ForgedTokens tokens = tokens(compiled);
      ForgeryVerdicts verdicts =
          new ForgeryBarrage(rig, compiled.trust().issuers().getFirst(), forgiven, keys)
              .observe(tokens, CONTROL_ROUNDS * tokens.round());
      Set<String> more = new TreeSet<>(verdicts.passedForgeries().keySet());
      more.removeAll(forgiven.passing());
      ProofForm.report(
          List.of("kinds that pass jwt_authn and are refused by the revocation filter: " + more));
      if (ProofForm.isFull()) {
        assertEquals(forgiven.closed(), more);
      } else {
        assertTrue(forgiven.closed().containsAll(more), more::toString);
        assertTrue(more.contains("typ-of-another-token"), more::toString);
      }
    }
  }

  private static List<String> lines(ForgeryVerdicts verdicts) {
    return List.of(
        "seed %d: %,d forged and %,d rightly signed for others, %,d good, of %d kinds for %d algorithms"
            .formatted(
                SEED,
                verdicts.count(Standing.FORGED),
                verdicts.count(Standing.MISDIRECTED),
                verdicts.count(Standing.GOOD),
                verdicts.kinds().size(),
                TokenKey.algs().size()),
        "judged wrongly: %d; no header field can carry: %,d"
            .formatted(verdicts.wrongly(), verdicts.unsendable()),
        "forged ones that pass and say what was signed: " + verdicts.passedForgeries(),
        "good ones that the sidecar refuses: " + verdicts.refusedGood());
  }

  private ForgedTokens tokens(Compiled compiled) {
    IssuerTrust login = compiled.trust().issuers().getFirst();
    return new ForgedTokens(
        new Target(
            ISSUER,
            "orders-api",
            "at+jwt",
            Instant.now(),
            login.clockSkew().plus(ForgeryBarrage.MARGIN),
            keys),
        SEED);
  }

  /** A key of each algorithm, and more of those that cost little. */
  private static List<TokenKey> keys() {
    SecureRandom random = TokenKey.seeded(SEED);
    List<TokenKey> keys = new ArrayList<>();
    TokenKey.algs().forEach(alg -> keys.add(TokenKey.generate(alg, "k-" + alg, random)));
    for (int i = 0; i < CHEAP_KEYS; i++) {
      keys.add(TokenKey.generate(i % 2 == 0 ? "ES256" : "EdDSA", "cheap-" + i, random));
    }
    return List.copyOf(keys);
  }

  private Compiled compile(SidecarRig rig) {
    List<String> publicJwks = keys.stream().map(TokenKey::publicJwk).toList();
    return PolicyCompiler.compile(
        "orders",
        List.of(TestRoutes.quickstart(rig.upstreamPort())),
        Map.of("login", new ResolvedIssuer("login", ISSUER, List.of("orders-api"), 1, publicJwks)));
  }

  private static Documents withoutRevocationFilter(Documents trust) {
    TreeMap<String, String> files = new TreeMap<>(trust.files());
    Map<String, Object> everything =
        Map.of(
            "@type",
            Types.RBAC_TYPE,
            "rules",
            Rbac.allow(Map.of("ok.all", Rbac.policy(Rbac.any()))),
            "rules_stat_prefix",
            "rev_");
    Map<String, Object> resource =
        Map.of(
            "@type",
            Types.EXTENSION_TYPE,
            "name",
            Types.REVOCATION_FILTER,
            "typed_config",
            everything);
    files.put(
        EnvoyRenderer.REVOCATION,
        Json.write(Map.of("resources", List.of(resource), "version_info", "open")));
    return new Documents(files);
  }
}
