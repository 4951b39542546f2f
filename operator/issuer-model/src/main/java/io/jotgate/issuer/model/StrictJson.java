package io.jotgate.issuer.model;

import io.jotgate.keys.json.JsonLimits;
import io.jotgate.keys.json.JsonReader;
import io.jotgate.keys.json.JsonWriter;
import io.jotgate.keys.json.NotJsonException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON (RFC 8259) as tokens are read and written, within the limits of the
 * documents of this module.
 *
 * <p>Refused: duplicate members, anything before or after the document but white space behind it,
 * invalid UTF-8, a byte order mark, half a surrogate pair, nesting deeper than 16, names longer
 * than 256 characters, numbers longer than 32.
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_NUMBER_LENGTH = 32;
  private static final int MAX_NAME_LENGTH = 256;

  private StrictJson() {}

  /**
   * Reads a JSON object from UTF-8.
   *
   * @param maxBytes largest accepted length
   * @throws InvalidDocumentException if it is longer, not UTF-8 or not one strict JSON object
   */
  public static StrictObject object(byte[] utf8, int maxBytes) {
    try {
      return new StrictObject("", JsonReader.object(utf8, limits(maxBytes)));
    } catch (NotJsonException e) {
      throw invalid(e, maxBytes);
    }
  }

  /**
   * Reads a JSON object from text.
   *
   * @param maxChars largest accepted length
   * @throws InvalidDocumentException if it is longer or not one strict JSON object
   */
  public static StrictObject object(String text, int maxChars) {
    return new StrictObject("", members(text, maxChars));
  }

  /**
   * The members of an object.
   *
   * @throws InvalidDocumentException if the text is longer or not one strict JSON object
   */
  static Map<String, @Nullable Object> members(String text, int maxChars) {
    try {
      return JsonReader.object(text, limits(maxChars));
    } catch (NotJsonException e) {
      throw invalid(e, maxChars);
    }
  }

  /** Writes a document of this module: members in order of their names, no white space. */
  static String write(int formatVersion, Map<String, ?> members) {
    SortedMap<String, Object> sorted = new TreeMap<>(members);
    sorted.put(StrictObject.FORMAT_VERSION, formatVersion);
    return JsonWriter.text(sorted);
  }

  /** Writes an object without white space, its members in order of their names. */
  public static String text(Map<String, ?> members) {
    return JsonWriter.text(members instanceof SortedMap<?, ?> ? members : new TreeMap<>(members));
  }

  private static JsonLimits limits(int characters) {
    return new JsonLimits(characters, MAX_DEPTH, MAX_NAME_LENGTH, MAX_NUMBER_LENGTH);
  }

  private static InvalidDocumentException invalid(NotJsonException broken, int limit) {
    return new InvalidDocumentException(
        "",
        switch (broken.rule()) {
          case ENCODING -> "is not UTF-8";
          case LENGTH -> "is longer than " + limit;
          case LIMITS -> "is nested too deep or has too long a name or number";
          case UNIQUE_NAMES -> "has a duplicate member";
          case GRAMMAR -> "is not one JSON object and nothing else";
        });
  }
}
