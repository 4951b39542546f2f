package io.jotgate.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Another issuer of tokens, as the file {@code peer.properties} of its directory describes it.
 *
 * @param name for tables
 * @param sources its directory: {@code run} starts it, {@code setup} (if there is one) registers
 *     clients once it listens
 * @param tokenPath of its token endpoint
 * @param jwksPath of its public keys
 * @param readyPath answers 200 once it listens
 * @param form the body of a token request
 * @param limit this is no issuer for use, but what the machine allows
 * @param quick small enough to take part when only the program is tried
 * @param compiles its code is compiled while it runs, so that it needs much work to be warm
 * @param variants how it is run
 */
record Peer(
    String name,
    Path sources,
    String tokenPath,
    String jwksPath,
    String readyPath,
    String form,
    boolean limit,
    boolean quick,
    boolean compiles,
    List<Variant> variants) {
  static final String FILE = "peer.properties";

  Peer {
    variants = List.copyOf(variants);
  }

  /**
   * One way to run it.
   *
   * @param title for tables: as shipped, or what is different
   * @param algorithm of its tokens
   * @param environment for {@code run} and {@code setup}
   */
  record Variant(String title, String algorithm, Map<String, String> environment) {}

  /** Reads the peers whose directories are in this one, by name of directory. */
  static List<Peer> in(Path directory) {
    try (var children = Files.list(directory)) {
      List<Peer> peers = new ArrayList<>();
      for (Path child : children.sorted().toList()) {
        if (Files.isRegularFile(child.resolve(FILE))) {
          peers.add(parse(child, Files.readString(child.resolve(FILE))));
        }
      }
      return peers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a description.
   *
   * @throws IllegalArgumentException naming the entry that is missing
   */
  static Peer parse(Path sources, String text) {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(text)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Entries entries = new Entries(sources, properties);
    return new Peer(
        entries.required("name"),
        sources,
        entries.required("token"),
        entries.required("jwks"),
        entries.required("ready"),
        entries.required("form"),
        entries.flag("limit"),
        entries.flag("quick"),
        entries.flag("compiles"),
        Arrays.stream(entries.required("variants").split(" +"))
            .map(id -> variant(entries, id))
            .toList());
  }

  private static Variant variant(Entries entries, String id) {
    return new Variant(
        entries.required(id + ".title"),
        entries.required(id + ".algorithm"),
        environment(entries.properties.getProperty(id + ".environment", "")));
  }

  private static Map<String, String> environment(String text) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String entry : text.isBlank() ? new String[0] : text.strip().split(" +")) {
      int equals = entry.indexOf('=');
      environment.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return environment;
  }

  private record Entries(Path sources, Properties properties) {
    String required(String name) {
      String value = properties.getProperty(name);
      if (value == null || value.isBlank()) {
        throw new IllegalArgumentException(sources.resolve(FILE) + " has no entry " + name);
      }
      return value.strip();
    }

    boolean flag(String name) {
      return properties.getProperty(name, "false").strip().equals("true");
    }
  }
}
