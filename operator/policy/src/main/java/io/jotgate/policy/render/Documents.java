package io.jotgate.policy.render;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Documents that are delivered together: the data of one ConfigMap.
 *
 * @param files texts by file name, sorted
 */
public record Documents(SortedMap<String, String> files) {
  /** Largest total size in bytes: an object of the Kubernetes API holds 1 MiB with its metadata. */
  public static final int LIMIT_BYTES = 900 * 1024;

  /** Copies the map. */
  public Documents {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** The documents of a map in any order, such as the data of a ConfigMap. */
  public static Documents of(Map<String, String> files) {
    return new Documents(new TreeMap<>(files));
  }

  /** The text of a file, or empty when there is none. */
  public String text(String file) {
    return files.getOrDefault(file, "");
  }

  /** Size in bytes, or empty when the documents fit into one ConfigMap. */
  public Optional<Oversize> oversize() {
    int bytes =
        files.entrySet().stream()
            .mapToInt(file -> bytes(file.getKey()) + bytes(file.getValue()))
            .sum();
    return bytes > LIMIT_BYTES ? Optional.of(new Oversize(bytes)) : Optional.empty();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * The same content in other bytes: for a proxy that has missed a change and would not look at a
   * file that stays as it is.
   */
  public Documents rewritten() {
    TreeMap<String, String> changed = new TreeMap<>();
    files.forEach(
        (name, text) ->
            changed.put(name, text.endsWith("\n") ? text.stripTrailing() : text + "\n"));
    return new Documents(changed);
  }

  /** True when the content is equal, whatever {@link #rewritten()} did to either. */
  public boolean sameContent(Documents other) {
    return stripped().equals(other.stripped());
  }

  private SortedMap<String, String> stripped() {
    TreeMap<String, String> stripped = new TreeMap<>();
    files.forEach((name, text) -> stripped.put(name, text.stripTrailing()));
    return stripped;
  }

  /**
   * The documents do not fit into one ConfigMap.
   *
   * @param bytes their size; the limit is {@link #LIMIT_BYTES}
   */
  public record Oversize(int bytes) {}
}
