package io.jotgate.testing.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Carries the events of one watch from the API server to the client. */
final class WatchRelay {
  private static final Set<String> CHANGES = Set.of("ADDED", "MODIFIED", "DELETED");
  private static final String TOO_OLD =
      "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
          + "\"status\":\"Failure\",\"message\":\"too old resource version\","
          + "\"reason\":\"Expired\",\"code\":410}}";
  private static final Executor HALF_A_SECOND_LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
  private static final Executor A_SECOND_LATER =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  private final String resource;
  private final Journal journal;
  private final FaultPlan plan;
  private final InputStream events;
  private final OutputStream out;
  private final ObjectMapper mapper = new ObjectMapper();
  private Optional<Held> held = Optional.empty();
  private boolean ended;

  /** An event that is late, and the object that it is of. */
  private record Held(String line, String object) {}

  WatchRelay(
      String resource, Journal journal, FaultPlan plan, InputStream events, OutputStream out) {
    this.resource = resource;
    this.journal = journal;
    this.plan = plan;
    this.events = events;
    this.out = out;
  }

  /** Carries events until one of both sides closes. */
  void run() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!carry(line)) {
        return;
      }
    }
    release();
    end();
  }

  private boolean carry(String line) throws IOException {
    JsonNode event = mapper.readTree(line);
    String type = event.path("type").asText();
    if (!CHANGES.contains(type)) {
      return send(line);
    }
    JsonNode metadata = event.path("object").path("metadata");
    String name = metadata.path("name").asText();
    String object = metadata.path("namespace").asText() + "/" + name;
    releaseBefore(object);
    Optional<EventFault> fault = plan.onEvent(journal.seen(type, resource, name));
    if (fault.isEmpty()) {
      return send(line) && release();
    }
    return switch (fault.get()) {
      case DROP -> {
        A_SECOND_LATER.execute(this::expire);
        yield true;
      }
      case REPEAT -> {
        send(line);
        yield send(line);
      }
      case REORDER -> {
        hold(line, object);
        HALF_A_SECOND_LATER.execute(this::releaseLate);
        yield true;
      }
      case GONE -> {
        expire();
        yield false;
      }
    };
  }

  private synchronized void hold(String line, String object) throws IOException {
    release();
    held = Optional.of(new Held(line, object));
  }

  /** What a watch tells of one object is in order: a later event does not overtake the one held. */
  private synchronized void releaseBefore(String object) throws IOException {
    if (held.filter(late -> late.object().equals(object)).isPresent()) {
      release();
    }
  }

  private synchronized boolean release() throws IOException {
    Optional<Held> late = held;
    held = Optional.empty();
    return late.isEmpty() || send(late.get().line());
  }

  private void releaseLate() {
    try {
      release();
    } catch (IOException gone) {
      // The client has closed.
    }
  }

  /** Ends the watch in the way that makes the client list again. */
  private void expire() {
    try {
      send(TOO_OLD);
      end();
      events.close();
    } catch (IOException gone) {
      // The client has closed.
    }
  }

  private synchronized boolean send(String line) throws IOException {
    if (ended) {
      return false;
    }
    byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
    out.write((Integer.toHexString(text.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.write(text);
    out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return true;
  }

  private synchronized void end() throws IOException {
    if (!ended) {
      ended = true;
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
  }
}
