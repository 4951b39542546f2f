package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.KeyVerifier;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the annotations of an API key's Secret say of its keys. The Secret is written as a whole,
 * guarded by its version, so the keys and what is said of them never part.
 *
 * @param current the key that clients are given
 * @param since since when they are
 * @param next the key that takes its place once every pod knows it
 * @param previous keys that were given before and are still good, each with its end
 * @param handledRequest the value of the rotation request that was handled last
 */
record KeyLedger(
    KeyVerifier current,
    Instant since,
    Optional<KeyVerifier> next,
    List<KeyVerifier> previous,
    Optional<String> handledRequest) {
  /** Copies the list. */
  KeyLedger {
    previous = List.copyOf(previous);
  }

  /** A first key. */
  static KeyLedger first(KeyVerifier key, Optional<String> request, Instant now) {
    return new KeyLedger(
        key, now.truncatedTo(ChronoUnit.SECONDS), Optional.empty(), List.of(), request);
  }

  /** The same with a key on its way. */
  KeyLedger prepared(KeyVerifier key, Optional<String> request) {
    return new KeyLedger(current, since, Optional.of(key), previous, request);
  }

  /** The next key is the current one; the one before it stays good for a while. */
  KeyLedger promoted(Duration overlap, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    Stream<KeyVerifier> replaced =
        overlap.isZero() ? Stream.empty() : Stream.of(current.until(at.plus(overlap)));
    return new KeyLedger(
        next.orElseThrow(),
        at,
        Optional.empty(),
        Stream.concat(replaced, previous.stream()).toList(),
        handledRequest);
  }

  /** The same without keys that are no longer good. */
  KeyLedger pruned(Instant now) {
    return new KeyLedger(
        current,
        since,
        next,
        previous.stream().filter(key -> !key.isExpired(now)).toList(),
        handledRequest);
  }

  /** The same without the key on its way, which the Secret does not hold. */
  KeyLedger withoutNext() {
    return new KeyLedger(current, since, Optional.empty(), previous, handledRequest);
  }

  /** The annotations that {@link #of} reads. */
  Map<String, String> annotations() {
    Map<String, String> all = new TreeMap<>();
    all.put(JotgateAnnotations.CREDENTIAL, current.name());
    all.put(JotgateAnnotations.CREDENTIAL_ID, current.id());
    all.put(JotgateAnnotations.CREDENTIAL_SHA256, current.sha256Hex());
    all.put(JotgateAnnotations.CREDENTIAL_SINCE, since.toString());
    next.ifPresent(key -> all.put(JotgateAnnotations.NEXT_CREDENTIAL, text(key)));
    if (!previous.isEmpty()) {
      all.put(
          JotgateAnnotations.PREVIOUS_CREDENTIALS,
          previous.stream().map(KeyLedger::text).collect(Collectors.joining(", ")));
    }
    handledRequest.ifPresent(value -> all.put(JotgateAnnotations.HANDLED_ROTATE, value));
    return all;
  }

  /** The annotations that a Secret may have and {@link #annotations} may leave out. */
  static List<String> removable() {
    return List.of(
        JotgateAnnotations.NEXT_CREDENTIAL,
        JotgateAnnotations.PREVIOUS_CREDENTIALS,
        JotgateAnnotations.HANDLED_ROTATE);
  }

  /** Reads the annotations; empty if they do not name the current key. */
  static Optional<KeyLedger> of(HasMetadata secret, String credential) {
    Optional<KeyVerifier> current =
        key(
            credential,
            Metadata.annotation(secret, JotgateAnnotations.CREDENTIAL_ID).orElse("")
                + " "
                + Metadata.annotation(secret, JotgateAnnotations.CREDENTIAL_SHA256).orElse(""));
    return current.map(
        key ->
            new KeyLedger(
                key,
                Metadata.annotation(secret, JotgateAnnotations.CREDENTIAL_SINCE)
                    .flatMap(KeyLedger::instant)
                    .or(() -> Metadata.createdAt(secret))
                    .orElse(Instant.EPOCH),
                Metadata.annotation(secret, JotgateAnnotations.NEXT_CREDENTIAL)
                    .flatMap(text -> key(credential, text)),
                Arrays.stream(
                        Metadata.annotation(secret, JotgateAnnotations.PREVIOUS_CREDENTIALS)
                            .orElse("")
                            .split(","))
                    .flatMap(text -> key(credential, text.strip()).stream())
                    .filter(each -> each.notAfter() != null)
                    .toList(),
                Metadata.annotation(secret, JotgateAnnotations.HANDLED_ROTATE)));
  }

  /** Whether a key is the one that a verifier checks. */
  static boolean matches(KeyVerifier verifier, ApiKey key) {
    return verifier.id().equals(key.id()) && verifier.sha256Hex().equals(key.sha256Hex());
  }

  private static String text(KeyVerifier key) {
    Instant end = key.notAfter();
    return key.id() + " " + key.sha256Hex() + (end == null ? "" : " " + end);
  }

  private static Optional<KeyVerifier> key(String credential, String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length < 2 || parts.length > 3) {
      return Optional.empty();
    }
    Optional<Instant> end = parts.length == 3 ? instant(parts[2]) : Optional.empty();
    if (parts.length == 3 && end.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new KeyVerifier(credential, parts[0], parts[1], end.orElse(null)));
    } catch (InvalidDocumentException edited) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException edited) {
      return Optional.empty();
    }
  }
}
