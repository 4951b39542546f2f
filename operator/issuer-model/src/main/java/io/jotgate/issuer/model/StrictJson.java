package io.jotgate.issuer.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads and writes JSON (RFC 8259) without the liberties that JSON libraries take.
 *
 * <p>Refused: duplicate members, anything after the document, invalid UTF-8, a byte order mark,
 * nesting deeper than 16, numbers longer than 32 digits.
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_NUMBER_LENGTH = 32;
  private static final int MAX_NAME_LENGTH = 256;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxNameLength(MAX_NAME_LENGTH)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * Reads a JSON object from UTF-8.
   *
   * @param maxBytes largest accepted length
   * @throws InvalidDocumentException if it is longer, not UTF-8 or not one strict JSON object
   */
  public static StrictObject object(byte[] utf8, int maxBytes) {
    if (utf8.length > maxBytes) {
      throw tooLong(maxBytes);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString();
      return object(text, maxBytes);
    } catch (CharacterCodingException e) {
      throw new InvalidDocumentException("", "is not UTF-8");
    }
  }

  /**
   * Reads a JSON object from text.
   *
   * @param maxChars largest accepted length
   * @throws InvalidDocumentException if it is longer or not one strict JSON object
   */
  public static StrictObject object(String text, int maxChars) {
    if (text.length() > maxChars) {
      throw tooLong(maxChars);
    }
    if (tree(text) instanceof ObjectNode object) {
      return new StrictObject("", object);
    }
    throw new InvalidDocumentException("", "must be a JSON object");
  }

  /** Writes a document of this module: members in order of their names, no white space. */
  static String write(int formatVersion, Map<String, ?> members) {
    SortedMap<String, Object> sorted = new TreeMap<>(members);
    sorted.put(StrictObject.FORMAT_VERSION, formatVersion);
    return write(sorted);
  }

  /** Writes an object without white space, its members in order of their names. */
  public static String text(Map<String, ?> members) {
    return write(new TreeMap<>(members));
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("values of this module are always writable", e);
    }
  }

  static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new InvalidDocumentException("", "is nested too deep or has too long a name or number");
    } catch (StreamReadException e) {
      throw new InvalidDocumentException("", "is not JSON");
    } catch (JsonProcessingException e) {
      throw new InvalidDocumentException(
          "", "has a duplicate member or something after the end of the document");
    }
  }

  private static InvalidDocumentException tooLong(int limit) {
    return new InvalidDocumentException("", "is longer than " + limit);
  }
}
