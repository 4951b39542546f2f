package io.jotgate.issuer.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state in force equal to a mounted directory.
 *
 * <p>File events bring a change into force within milliseconds; where events get lost, reading
 * again at an interval does. The listener and all reading run on one thread.
 */
public final class ConfigDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigDirectory.class);

  private final Path directory;
  private final StateLoader loader;
  private final Duration pollInterval;
  private final Consumer<StateLoader.Result> listener;
  private final WatchService watch;
  private final Thread thread;
  private LoadedState state = LoadedState.NOTHING;
  private Optional<MountedFiles> lastRead = Optional.empty();
  private Optional<String> lastError = Optional.empty();

  /**
   * Loads a directory for the first time and begins to watch it.
   *
   * @param pollInterval how often to read again without an event
   * @param listener told what comes into force by each reading that differs from the one before;
   *     one that throws is told again at the next reading
   * @throws UncheckedIOException if this system cannot watch files
   */
  public static ConfigDirectory open(
      Path directory,
      StateLoader loader,
      Duration pollInterval,
      Consumer<StateLoader.Result> listener) {
    ConfigDirectory opened = new ConfigDirectory(directory, loader, pollInterval, listener);
    opened.reload();
    opened.thread.start();
    return opened;
  }

  private ConfigDirectory(
      Path directory,
      StateLoader loader,
      Duration pollInterval,
      Consumer<StateLoader.Result> listener) {
    this.directory = directory;
    this.loader = loader;
    this.pollInterval = pollInterval;
    this.listener = listener;
    this.watch = watchService(directory);
    this.thread = Thread.ofPlatform().daemon().name("config-directory").unstarted(this::run);
  }

  /** Stops watching; the state stays. */
  @Override
  public void close() {
    try {
      watch.close();
    } catch (IOException e) {
      LOG.warn("The file watch does not close: {}", e.getClass().getSimpleName());
    }
  }

  private void run() {
    try {
      while (true) {
        WatchKey key = watch.poll(pollInterval.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
        reload();
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("No longer watching the configuration");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reload() {
    try {
      Optional<MountedFiles> files = Optional.of(MountedFiles.read(directory));
      if (!files.equals(lastRead)) {
        StateLoader.Result result = loader.load(state, files.get());
        state = result.state();
        listener.accept(result);
        // Only now: what failed half-way is tried again.
        lastRead = files;
      }
      lastError = Optional.empty();
    } catch (IOException | RuntimeException | Error e) {
      // Errors too: without this thread a revoked key would go on signing. The class says what went
      // wrong; the message could hold a part of a file.
      Optional<String> error = Optional.of(e.getClass().getSimpleName());
      if (!error.equals(lastError)) {
        lastError = error;
        LOG.error("The configuration does not come into force, trying again: {}", error.get());
      }
    }
  }

  private static WatchService watchService(Path directory) {
    try {
      WatchService service = directory.getFileSystem().newWatchService();
      directory.register(
          service,
          List.of(
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_DELETE,
                  StandardWatchEventKinds.ENTRY_MODIFY)
              .toArray(java.nio.file.WatchEvent.Kind<?>[]::new));
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException("The configuration directory cannot be watched", e);
    }
  }
}
