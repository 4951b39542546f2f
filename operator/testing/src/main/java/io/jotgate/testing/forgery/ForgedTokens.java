package io.jotgate.testing.forgery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tokens without end that one verifier should accept or refuse: in turn of every kind for every
 * trusted key. The same target and seed give the same kinds in the same order with the same
 * choices. For one thread.
 */
public final class ForgedTokens {
  private static final int GOODS_PER_KEY = 16;

  private static final List<Kind> KINDS =
      Stream.of(
              GoodTokens.kinds(),
              SignatureForgeries.kinds(),
              EcdsaForgeries.kinds(),
              RsaForgeries.kinds(),
              Ed25519Forgeries.kinds(),
              AlgorithmForgeries.kinds(),
              HeaderForgeries.kinds(),
              KidForgeries.kinds(),
              TextForgeries.kinds(),
              JsonForgeries.kinds(),
              SizeForgeries.kinds(),
              TimeForgeries.kinds(),
              ClaimForgeries.kinds())
          .flatMap(List::stream)
          .toList();

  private final Target target;
  private final long seed;
  private final Map<Algorithm, TokenKey> strangers;
  private final Random goodsChance;

  /** Signed when the first token of a key is made: a part may have no use for some keys. */
  private final Map<TokenKey, List<String>> goods = new HashMap<>();

  private final List<Pair> pairs;
  private final int step;
  private long made;

  /** A kind that fits a key. */
  private record Pair(TokenKey key, Kind kind) {}

  /** Tokens for this verifier. */
  public ForgedTokens(Target target, long seed) {
    this(target, seed, strangers(seed), 0, 1);
  }

  private ForgedTokens(
      Target target, long seed, Map<Algorithm, TokenKey> strangers, long made, int step) {
    this.target = target;
    this.seed = seed;
    this.strangers = strangers;
    this.made = made;
    this.step = step;
    this.goodsChance = new Random(seed + made);
    List<Pair> all = new ArrayList<>();
    for (Kind kind : KINDS) {
      for (TokenKey key : target.keys()) {
        if (kind.fits().test(key.algorithm())) {
          all.add(new Pair(key, kind));
        }
      }
    }
    pairs = List.copyOf(all);
  }

  private static Map<Algorithm, TokenKey> strangers(long seed) {
    Random chance = new Random(seed);
    return Arrays.stream(Algorithm.values())
        .collect(
            Collectors.toMap(
                Function.identity(),
                alg ->
                    TokenKey.generate(
                        alg.name(), "stranger-" + alg, TokenKey.seeded(chance.nextLong()))));
  }

  /** The tokens that follow, of the same keys, when it has become later. */
  public ForgedTokens at(Instant now) {
    return new ForgedTokens(target.at(now), seed, strangers, made, step);
  }

  /**
   * Every {@code step}th of the tokens, beginning with one of the first: so many threads make all.
   */
  public ForgedTokens part(int first, int step) {
    return new ForgedTokens(target, seed, strangers, made + first, step);
  }

  private List<String> goods(TokenKey key) {
    return Stream.generate(() -> Workpiece.goodToken(target, key, goodsChance))
        .limit(GOODS_PER_KEY)
        .toList();
  }

  /** The names of all kinds. */
  public static List<String> kinds() {
    return KINDS.stream().map(Kind::name).toList();
  }

  /** After so many tokens each kind has met each key that it fits. */
  public int round() {
    return pairs.size();
  }

  /** The next token. */
  public Forgery next() {
    Pair pair = pairs.get((int) (made % pairs.size()));
    // Neighbouring seeds of this generator begin alike, so they are spread.
    Random chance = new Random((seed + 1) * 0x9E3779B97F4A7C15L ^ made * 0xBF58476D1CE4E5B9L);
    made += step;
    Workpiece workpiece =
        new Workpiece(
            target, pair.key(), strangers, goods.computeIfAbsent(pair.key(), this::goods), chance);
    String token = pair.kind().maker().apply(workpiece);
    return new Forgery(pair.kind().name(), pair.kind().standing(), pair.key().alg(), token);
  }
}
