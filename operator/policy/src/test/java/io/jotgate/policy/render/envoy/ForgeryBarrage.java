package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.testing.envoy.HttpAnswer;
import io.jotgate.testing.forgery.ForgedTokens;
import io.jotgate.testing.forgery.Forgery;
import io.jotgate.testing.forgery.Standing;
import io.jotgate.testing.forgery.Target;
import io.jotgate.testing.forgery.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Makes tokens and sends them to a sidecar, over several connections at once. */
final class ForgeryBarrage {
  /**
   * Tokens out of their time are so by this much more than the sidecar forgives: it reads its own
   * clock, some time after a token was made.
   */
  static final Duration MARGIN = Duration.ofMinutes(2);

  private static final Duration RENEWAL = Duration.ofMinutes(1);
  private static final int WORKERS = 8;
  private static final int BATCH = 32;

  private final SidecarRig rig;
  private final Set<String> passing;
  private final Set<String> refused;
  private final LenientReading reading;

  ForgeryBarrage(
      SidecarRig rig, IssuerTrust issuer, ForgivenForgeries forgiven, List<TokenKey> keys) {
    this.rig = rig;
    this.passing = forgiven.passing();
    this.refused = forgiven.refused();
    this.reading =
        new LenientReading(
            new Target(
                issuer.iss(),
                issuer.audiences().getFirst(),
                "at+jwt",
                Instant.EPOCH,
                issuer.clockSkew(),
                keys),
            issuer.maxTokenAge());
  }

  /** Sends tokens and judges the answers; only what may pass is granted access. */
  ForgeryVerdicts fire(ForgedTokens tokens, int count) {
    return inParallel(tokens, count, true);
  }

  /** Sends tokens and only looks which pass. */
  ForgeryVerdicts observe(ForgedTokens tokens, int count) {
    return inParallel(tokens, count, false);
  }

  private ForgeryVerdicts inParallel(ForgedTokens tokens, int count, boolean judging) {
    ForgeryVerdicts sum = new ForgeryVerdicts();
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<ForgeryVerdicts>> parts =
          IntStream.range(0, WORKERS)
              .mapToObj(
                  worker -> threads.submit(() -> part(tokens, worker, count / WORKERS, judging)))
              .toList();
      for (Future<ForgeryVerdicts> part : parts) {
        sum.add(part.get());
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Of neighbouring kinds each part takes its share, so that all of them get all. */
  private ForgeryVerdicts part(ForgedTokens all, int worker, int count, boolean judging) {
    ForgeryVerdicts verdicts = new ForgeryVerdicts();
    Instant made = Instant.now();
    ForgedTokens tokens = all.part(worker, WORKERS).at(made);
    try (RequestSeries sender = new RequestSeries(rig)) {
      for (int left = count; left > 0; left -= BATCH) {
        if (made.plus(RENEWAL).isBefore(Instant.now())) {
          made = Instant.now();
          tokens = tokens.at(made);
        }
        send(batch(tokens, Math.min(left, BATCH), verdicts), sender, verdicts, judging);
        if (made.plus(MARGIN).isBefore(Instant.now())) {
          throw new IllegalStateException("too slow: the clock has overtaken the tokens");
        }
      }
    }
    return verdicts;
  }

  private static List<Forgery> batch(ForgedTokens tokens, int size, ForgeryVerdicts verdicts) {
    List<Forgery> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Forgery forgery = tokens.next();
      if (RequestSeries.Get.canBeSent(forgery.token())) {
        batch.add(forgery);
      } else {
        verdicts.noteUnsendable();
      }
    }
    return batch;
  }

  private void send(
      List<Forgery> batch, RequestSeries sender, ForgeryVerdicts verdicts, boolean judging) {
    List<Optional<HttpAnswer>> answers =
        sender.send(
            batch.stream()
                .map(
                    forgery ->
                        new RequestSeries.Get(
                            "/orders",
                            Optional.of("Bearer " + forgery.token()),
                            forgery.kind() + "/" + forgery.alg(),
                            !judging || mayPass(forgery)))
                .toList());
    for (int i = 0; i < batch.size(); i++) {
      Forgery forgery = batch.get(i);
      boolean passed = verdicts.note(forgery, answers.get(i));
      if (judging) {
        judge(forgery, passed, verdicts);
      }
    }
  }

  private boolean mayPass(Forgery forgery) {
    return forgery.standing() == Standing.GOOD
        ? !refused.contains(forgery.kind())
        : passing.contains(forgery.kind());
  }

  private void judge(Forgery forgery, boolean passed, ForgeryVerdicts verdicts) {
    if (passed && !mayPass(forgery)) {
      verdicts.problem(forgery, "passed");
    } else if (passed) {
      reading
          .harm(forgery.token(), Instant.now())
          .ifPresent(harm -> verdicts.problem(forgery, "passed and " + harm));
    } else if (forgery.standing() == Standing.GOOD && mayPass(forgery)) {
      verdicts.problem(forgery, "was refused");
    }
  }
}
