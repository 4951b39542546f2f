package io.jotgate.testing.forgery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A JSON object whose values are written as they are, right or wrong. Each change is a copy. */
final class Members {
  private final Map<String, String> values;

  private Members(Map<String, String> values) {
    this.values = values;
  }

  static Members none() {
    return new Members(Map.of());
  }

  /** With this value, in the place of the old one or at the end. */
  Members with(String name, String json) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(name, json);
    return new Members(changed);
  }

  Members withText(String name, String text) {
    return with(name, quoted(text));
  }

  Members with(String name, long number) {
    return with(name, Long.toString(number));
  }

  Members without(String name) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.remove(name);
    return new Members(changed);
  }

  Members shuffled(Random chance) {
    List<String> names = new ArrayList<>(values.keySet());
    Collections.shuffle(names, chance);
    Map<String, String> changed = new LinkedHashMap<>();
    names.forEach(name -> changed.put(name, values.getOrDefault(name, "null")));
    return new Members(changed);
  }

  List<String> names() {
    return List.copyOf(values.keySet());
  }

  String value(String name) {
    return values.getOrDefault(name, "null");
  }

  String text() {
    return text("");
  }

  /** With this white space everywhere within the object where JSON allows it. */
  String text(String space) {
    return values.entrySet().stream()
        .map(member -> quoted(member.getKey()) + space + ":" + space + member.getValue())
        .collect(Collectors.joining(space + "," + space, "{" + space, space + "}"));
  }

  /** Text as a JSON string; nothing but what must be escaped is. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c < ' ') {
                json.append("\\u%04x".formatted(c));
              } else if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
              } else {
                json.append((char) c);
              }
            });
    return json.append('"').toString();
  }
}
