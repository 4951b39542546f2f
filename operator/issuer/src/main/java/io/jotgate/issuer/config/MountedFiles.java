package io.jotgate.issuer.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of the mounted directory at one moment. Holds secrets.
 *
 * <p>The kubelet replaces all files of a volume at once by renaming a symbolic link, {@code
 * ..data}. A reading that the rename interrupts is repeated, so files of two versions never mix.
 *
 * @param texts what is there
 */
public record MountedFiles(Map<MountedFile, String> texts) {
  private static final String DATA_LINK = "..data";
  private static final int ATTEMPTS = 10;
  private static final long MAX_BYTES = 2L * 1024 * 1024;

  /** Keeps a copy. */
  public MountedFiles {
    texts = Map.copyOf(texts);
  }

  /** The text of a file, if it is there. */
  public Optional<String> text(MountedFile file) {
    return Optional.ofNullable(texts.get(file));
  }

  /**
   * Reads a directory. A file that is missing, or larger than any of these can be, counts as
   * absent.
   *
   * @throws IOException if the directory cannot be read, or changes faster than it is read
   */
  public static MountedFiles read(Path directory) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Path> before = data(directory);
      Map<MountedFile, String> texts = readAll(before.map(directory::resolve).orElse(directory));
      if (before.equals(data(directory))) {
        return new MountedFiles(texts);
      }
    }
    throw new IOException("the directory changes while it is read");
  }

  private static Map<MountedFile, String> readAll(Path directory) throws IOException {
    Map<MountedFile, String> texts = new EnumMap<>(MountedFile.class);
    for (MountedFile file : MountedFile.values()) {
      readOne(directory.resolve(file.fileName())).ifPresent(text -> texts.put(file, text));
    }
    return texts;
  }

  private static Optional<String> readOne(Path path) throws IOException {
    try {
      return Files.size(path) <= MAX_BYTES
          ? Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      // Every source of the volume is optional: what is missing is simply not there.
      return Optional.empty();
    }
  }

  private static Optional<Path> data(Path directory) throws IOException {
    Path link = directory.resolve(DATA_LINK);
    return Files.isSymbolicLink(link)
        ? Optional.of(Files.readSymbolicLink(link))
        : Optional.empty();
  }

  /** Names the files, never their content. */
  @Override
  public String toString() {
    return "MountedFiles" + texts.keySet().stream().sorted().toList();
  }
}
