package io.jotgate.issuer.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of {@link IssuerState}. */
public final class IssuerStateCodec {
  private static final int FORMAT_VERSION = 1;

  /** Longest text that is read: with the use of each credential that fits into one Secret. */
  public static final int MAX_CHARS = 1024 * 1024;

  private static final int MAX_CREDENTIALS = 20_000;
  private static final int MAX_TIME = 40;
  private static final int MAX_KIDS = 256;
  private static final int MAX_POD_NAME = 253;

  private IssuerStateCodec() {}

  /** Writes a state; what is null is left out. */
  public static String write(IssuerState state) {
    Map<String, Object> members = new TreeMap<>();
    put(members, "activeKid", state.activeKid());
    put(members, "configHash", state.configHash());
    put(members, "credentialsRevision", state.credentialsRevision());
    put(members, "cryptoProvider", state.cryptoProvider());
    put(members, "kids", state.kids());
    if (!state.lastUsed().isEmpty()) {
      Map<String, String> lastUsed = new TreeMap<>();
      state.lastUsed().forEach((id, hour) -> lastUsed.put(id, hour.toString()));
      members.put("lastUsed", lastUsed);
    }
    put(members, "pod", state.pod());
    put(members, "ready", state.ready());
    put(members, "ringEpoch", state.ringEpoch());
    put(members, "ringOwnerUid", state.ringOwnerUid());
    return StrictJson.write(FORMAT_VERSION, members);
  }

  /**
   * Reads a state. The operator asks a process that clients talk to: nothing in it is trusted
   * further than its form.
   *
   * @throws InvalidDocumentException if the text is not exactly one
   */
  public static IssuerState read(String text) {
    StrictObject json = StrictJson.object(text, MAX_CHARS);
    json.formatVersion(FORMAT_VERSION);
    IssuerState state =
        new IssuerState(
            json.string("pod", MAX_POD_NAME),
            json.optionalString("ringOwnerUid", Syntax.MAX_NAME).orElse(null),
            json.number("ringEpoch", 0, Long.MAX_VALUE),
            json.strings("kids", MAX_KIDS, Syntax.MAX_KID),
            json.optionalString("activeKid", Syntax.MAX_KID).orElse(null),
            json.optionalString("credentialsRevision", Syntax.MAX_NAME).orElse(null),
            json.optionalString("configHash", 64).orElse(null),
            json.bool("ready"),
            json.string("cryptoProvider", Syntax.MAX_NAME),
            lastUsed(json));
    json.end();
    return state;
  }

  private static Map<String, Instant> lastUsed(StrictObject json) {
    Map<String, Instant> lastUsed = new TreeMap<>();
    json.optionalStringMap("lastUsed", MAX_CREDENTIALS, MAX_TIME)
        .orElse(Map.of())
        .forEach((id, hour) -> lastUsed.put(id, instant(json, hour)));
    return lastUsed;
  }

  private static Instant instant(StrictObject json, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw json.invalid("lastUsed", "must have instants such as 2026-01-31T00:00:00Z");
    }
  }

  private static void put(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
