package io.jotgate.issuer.config;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDirectoryTest {
  @Test
  void readsAgainAfterAnErrorOfTheProgram(@TempDir Path directory) {
    Vertx vertx = Vertx.vertx();
    AtomicInteger told = new AtomicInteger();

    ConfigDirectory opened =
        ConfigDirectory.open(
            directory,
            new StateLoader(Optional.empty(), vertx),
            Duration.ofMillis(20),
            result -> {
              if (told.incrementAndGet() <= 2) {
                throw new NoClassDefFoundError();
              }
            });
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> told.get() == 3);
    } finally {
      opened.close();
      vertx.close().await();
    }
  }
}
