package io.jotgate.testing.faults;

import io.jotgate.testing.http.HttpText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One connection of the client: one request after the other. */
final class ProxyConnection {
  private static final Set<String> NOT_PASSED_ON =
      Set.of("connection", "content-length", "date", "transfer-encoding");

  private final FaultProxy proxy;
  private final Upstream upstream;
  private final Journal journal;
  private final FaultPlan plan;
  private final CommitListener commits;
  private final Clock clock;
  private final InputStream in;
  private final OutputStream out;

  ProxyConnection(
      FaultProxy proxy,
      Upstream upstream,
      Journal journal,
      FaultPlan plan,
      CommitListener commits,
      Clock clock,
      Socket socket)
      throws IOException {
    this.proxy = proxy;
    this.upstream = upstream;
    this.journal = journal;
    this.plan = plan;
    this.commits = commits;
    this.clock = clock;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  private record Request(String method, String target, List<String> headers, String body) {}

  /** Serves until the client closes, or the connection has to break. */
  void serve() throws IOException {
    boolean goesOn = true;
    while (goesOn) {
      Optional<Request> request = read();
      if (request.isEmpty() || proxy.isBlack()) {
        return;
      }
      ApiCall call =
          ApiCall.of(request.get().method(), request.get().target(), request.get().body());
      Place place = journal.asked(call);
      if (call.isWatch()) {
        watch(call, request.get());
        return;
      }
      goesOn = call.isWrite() ? write(call, place, request.get()) : forwarded(call, request.get());
    }
  }

  private Optional<Request> read() throws IOException {
    HttpText text = new HttpText(in);
    Optional<List<String>> head = text.head();
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String[] start = head.get().getFirst().split(" ", -1);
    List<String> headers = head.get().subList(1, head.get().size());
    boolean withBody =
        headers.stream()
            .anyMatch(
                line ->
                    line.startsWith("content-length:") || line.startsWith("transfer-encoding:"));
    return Optional.of(
        new Request(start[0], start[1], headers, withBody ? text.body(headers) : ""));
  }

  /** Returns whether the connection goes on. */
  private boolean forwarded(ApiCall call, Request request) throws IOException {
    answer(send(call, request));
    return true;
  }

  /** Returns whether the connection goes on. */
  private boolean write(ApiCall call, Place place, Request request) throws IOException {
    Optional<WriteFault> fault = plan.onWrite(place);
    if (fault.isEmpty()) {
      return forwarded(call, request);
    }
    return switch (fault.get()) {
      case CRASH_BEFORE -> {
        proxy.goBlack();
        yield false;
      }
      case CUT_BEFORE -> false;
      case CONFLICT, GONE, TOO_MANY_REQUESTS, SERVER_ERROR -> {
        refuse(fault.get().answer().orElseThrow());
        yield true;
      }
      case CRASH_DURING -> {
        send(call, request);
        proxy.goBlack();
        yield false;
      }
      case CRASH_AFTER -> {
        HttpResponse<byte[]> response = send(call, request);
        proxy.refuse();
        answer(response);
        proxy.goBlack();
        yield false;
      }
      case CUT_AFTER -> {
        send(call, request);
        yield false;
      }
      case TIME_OUT_AFTER_COMMIT -> {
        send(call, request);
        awaitThatTheClientCloses();
        yield false;
      }
    };
  }

  private HttpResponse<byte[]> send(ApiCall call, Request request) throws IOException {
    HttpResponse<byte[]> response =
        upstream.send(
            request.method(),
            request.target(),
            request.headers(),
            request.body(),
            BodyHandlers.ofByteArray());
    journal.answered(call, response.statusCode());
    if (call.isWrite() && response.statusCode() < 300) {
      commits.committed(call, new String(response.body(), StandardCharsets.UTF_8));
    }
    return response;
  }

  private void awaitThatTheClientCloses() throws IOException {
    while (in.read() >= 0) {
      // What it may still say is of no interest.
    }
  }

  private void answer(HttpResponse<byte[]> response) throws IOException {
    write(response.statusCode(), passedOn(response.headers()), response.body());
  }

  private void refuse(int status) throws IOException {
    String text =
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
            + "\"message\":\"a fault of the test\",\"code\":%d}".formatted(status);
    String headers =
        "content-type: application/json\r\n" + (status == 429 ? "retry-after: 1\r\n" : "");
    write(status, headers, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(int status, String headers, byte[] body) throws IOException {
    out.write(head(status, headers + "content-length: " + body.length + "\r\n"));
    out.write(body);
    out.flush();
  }

  private void watch(ApiCall call, Request request) throws IOException {
    HttpResponse<InputStream> response =
        upstream.send(
            request.method(),
            request.target(),
            request.headers(),
            request.body(),
            BodyHandlers.ofInputStream());
    InputStream events = response.body();
    proxy.closeWithClient(events);
    try (events) {
      journal.answered(call, response.statusCode());
      out.write(
          head(
              response.statusCode(),
              // The connection ends with the watch: no later request may be sent on it.
              passedOn(response.headers())
                  + "connection: close\r\n"
                  + "transfer-encoding: chunked\r\n"));
      out.flush();
      new WatchRelay(call.resource(), journal, plan, events, out).run();
    } finally {
      proxy.forget(events);
    }
  }

  private byte[] head(int status, String headers) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    return "HTTP/1.1 %d Status\r\ndate: %s\r\n%s\r\n"
        .formatted(status, date, headers)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String passedOn(HttpHeaders headers) {
    StringBuilder lines = new StringBuilder();
    headers.map().entrySet().stream()
        .filter(header -> !header.getKey().startsWith(":"))
        .filter(header -> !NOT_PASSED_ON.contains(header.getKey()))
        .forEach(
            header ->
                header
                    .getValue()
                    .forEach(
                        value ->
                            lines
                                .append(header.getKey())
                                .append(": ")
                                .append(value)
                                .append("\r\n")));
    return lines.toString();
  }
}
