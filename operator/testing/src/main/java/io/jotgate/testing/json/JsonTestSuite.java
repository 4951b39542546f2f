package io.jotgate.testing.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parsing tests of JSONTestSuite (nst/JSONTestSuite, MIT): 95 texts that every JSON reader
 * accepts, 188 that none does, and 35 about which readers differ.
 */
public final class JsonTestSuite {
  /** How many there are, so that none is lost on the way. */
  private static final Map<Expectation, Long> COUNTS =
      Map.of(Expectation.ACCEPT, 95L, Expectation.REFUSE, 188L, Expectation.EITHER, 35L);

  private static final String JAR_PATH = "/io/jotgate/testing/json/suite/LICENSE";

  private JsonTestSuite() {}

  /** What RFC 8259 says about a text. */
  public enum Expectation {
    /** It is JSON. */
    ACCEPT,
    /** It is not. */
    REFUSE,
    /** A reader may set limits that it exceeds, or see more errors than the grammar has. */
    EITHER;

    private static Optional<Expectation> of(String file) {
      return switch (file.substring(0, 2)) {
        case "y_" -> Optional.of(ACCEPT);
        case "n_" -> Optional.of(REFUSE);
        case "i_" -> Optional.of(EITHER);
        default -> Optional.empty();
      };
    }
  }

  /**
   * One text.
   *
   * @param name of its file
   * @param expectation what readers should do
   * @param octets its bytes, which need not be UTF-8, one as each character
   */
  public record Case(String name, Expectation expectation, String octets) {
    /** The bytes of the file. */
    public byte[] bytes() {
      return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The bytes of an object that has the text as its only value. */
    public byte[] asMember() {
      return ("{\"value\":" + octets + "}").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * All texts in the order of their names.
   *
   * @throws IllegalStateException if there are more or fewer than the suite has
   */
  public static List<Case> cases() {
    List<Case> cases = read();
    COUNTS.forEach(
        (expectation, count) -> {
          long found = cases.stream().filter(one -> one.expectation() == expectation).count();
          if (found != count) {
            throw new IllegalStateException(expectation + ": " + found + " files, not " + count);
          }
        });
    return cases;
  }

  private static List<Case> read() {
    URL license =
        Objects.requireNonNull(JsonTestSuite.class.getResource("suite/LICENSE"), "the suite");
    try {
      URI address = license.toURI();
      if (!"jar".equals(address.getScheme())) {
        return besides(Path.of(address));
      }
      try (FileSystem jar = FileSystems.newFileSystem(address, Map.of())) {
        return besides(jar.getPath(JAR_PATH));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a resource has an address", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Case> besides(Path license) throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(Objects.requireNonNull(license.getParent()))) {
      for (Path file : files.sorted().toList()) {
        Optional<Expectation> expectation = Expectation.of(String.valueOf(file.getFileName()));
        if (expectation.isPresent()) {
          String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
          cases.add(new Case(String.valueOf(file.getFileName()), expectation.get(), bytes));
        }
      }
    }
    return cases;
  }
}
