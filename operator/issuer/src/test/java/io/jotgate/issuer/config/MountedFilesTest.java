package io.jotgate.issuer.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedFilesTest {
  @TempDir private Path directory;

  @Test
  void readsPlainFilesAndLeavesOutWhatIsMissing() throws IOException {
    Files.writeString(directory.resolve("ring.json"), "r");
    Files.writeString(directory.resolve("other"), "o");

    assertEquals(new MountedFiles(Map.of(MountedFile.RING, "r")), MountedFiles.read(directory));
  }

  @Test
  void treatsALinkToNothingAsMissing() throws IOException {
    publish("1", "a");
    Files.createSymbolicLink(directory.resolve("issuer.json"), Path.of("..data", "issuer.json"));

    assertEquals(Optional.empty(), MountedFiles.read(directory).text(MountedFile.CONFIG));
    assertEquals(Optional.of("a"), MountedFiles.read(directory).text(MountedFile.RING));
  }

  @Test
  void leavesOutAFileThatIsLargerThanAnyOfThese() throws IOException {
    Files.writeString(directory.resolve("ring.json"), "r".repeat(2 * 1024 * 1024 + 1));

    assertEquals(new MountedFiles(Map.of()), MountedFiles.read(directory));
  }

  @Test
  void saysWhenTheDirectoryCannotBeRead() throws IOException {
    Files.createDirectory(directory.resolve("ring.json"));

    assertThrows(IOException.class, () -> MountedFiles.read(directory));
  }

  @Test
  void neverMixesTwoVersions() throws Exception {
    publish("0", "v0");
    AtomicBoolean stop = new AtomicBoolean();
    Thread kubelet =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int version = 1; !stop.get(); version++) {
                    publishUnchecked(version);
                  }
                });

    for (int i = 0; i < 300; i++) {
      Optional<MountedFiles> files = readIfCalm();
      files.ifPresent(
          read -> assertEquals(read.text(MountedFile.RING), read.text(MountedFile.CREDENTIALS)));
    }
    stop.set(true);
    kubelet.join();

    MountedFiles last = MountedFiles.read(directory);
    assertEquals(last.text(MountedFile.RING), last.text(MountedFile.CREDENTIALS));
  }

  private Optional<MountedFiles> readIfCalm() {
    try {
      return Optional.of(MountedFiles.read(directory));
    } catch (IOException e) {
      // It changed ten times while it was read.
      return Optional.empty();
    }
  }

  private void publishUnchecked(int version) {
    try {
      Path old = directory.resolve("..data").toRealPath();
      publish(Integer.toString(version), "v" + version);
      for (String name : new String[] {"ring.json", "credentials.json"}) {
        Files.delete(old.resolve(name));
      }
      Files.delete(old);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publish(String version, String content) throws IOException {
    Path next = Files.createDirectory(directory.resolve("..v" + version));
    Files.writeString(next.resolve("ring.json"), content);
    Files.writeString(next.resolve("credentials.json"), content);
    Path temporary = directory.resolve("..data_tmp");
    Files.createSymbolicLink(temporary, next.getFileName());
    Files.move(temporary, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }
}
