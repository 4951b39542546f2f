package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jotgate.testing.json.MangledJson;
import io.jotgate.testing.proof.ProofForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Mangled bodies of requests: the reader answers with a value or with InvalidDocumentException and
 * nothing else, and what it takes another library reads as the same value.
 */
class MangledJsonPropertyTest {
  private static final int BODIES = ProofForm.choose(1_000_000, 30_000);
  private static final long SEED = 13;
  private static final int LIMIT = 16 * 1024;

  private static final List<String> GOOD =
      List.of(
          "{}",
          "{\"scope\":\"orders:read orders:write\",\"audience\":\"orders-api\",\"expires_in\":60}",
          "{\"audience\":[\"orders-api\",\"billing-api\"],\"claims\":{\"userID\":\"u-1\",\"n\":-7}}",
          "{ \"claims\": {\"a\": [1, 2.5, 1e3, null, true], \"b\": {\"c\": \"J\\u006fs\u00e9 \\ud83d\\udd11\"}} }",
          "{\"expires_in\":9007199254740993,\"scope\":\"\",\"claims\":{\"deep\":[[[[{\"x\":[]}]]]]}}\n");

  private static final ObjectReader OTHER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(LinkedHashMap.class);

  @Test
  void aMangledBodyIsReadAsAnotherLibraryReadsItOrRefused() throws JsonProcessingException {
    MangledJson bodies = new MangledJson(GOOD, SEED);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < BODIES; i++) {
      byte[] body = bodies.next();
      try {
        Map<String, @Nullable Object> members = StrictJson.object(body, LIMIT).plainMembers();
        String text = new String(body, StandardCharsets.UTF_8);
        assertEquals(plain(OTHER.readValue(text)), plain(members), "body " + i + ": " + text);
        read++;
      } catch (InvalidDocumentException e) {
        refused++;
      }
    }
    assertTrue(read > BODIES / 20, read + " read");
    assertTrue(refused > BODIES / 4, refused + " refused");
  }

  @Test
  void askingAMangledBodyForItsMembersFailsInNoOtherWay() {
    MangledJson bodies = new MangledJson(GOOD, SEED + 1);
    int whole = 0;
    for (int i = 0; i < BODIES / 3; i++) {
      try {
        StrictObject json = StrictJson.object(bodies.next(), LIMIT);
        json.optionalString("scope", 64);
        if (json.has("audience") && !json.hasString("audience")) {
          json.strings("audience", 4, 64);
        }
        json.optionalNumber("expires_in", 1, Integer.MAX_VALUE);
        json.plainObject("claims");
        json.optionalObject("claims", StrictObject::plainMembers);
        json.end();
        whole++;
      } catch (InvalidDocumentException e) {
        // Refused, as it may be.
      }
    }
    assertTrue(whole > 0, "some are good");
  }

  /** The libraries choose different types for the same numbers. */
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Integer number -> (Object) number.longValue();
      case Map<?, ?> members -> {
        Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
        members.forEach((name, member) -> plain.put(String.valueOf(name), plain(member)));
        yield plain;
      }
      case List<?> items -> {
        List<@Nullable Object> plain = new ArrayList<>();
        items.forEach(item -> plain.add(plain(item)));
        yield plain;
      }
      case null -> null;
      default -> value;
    };
  }
}
