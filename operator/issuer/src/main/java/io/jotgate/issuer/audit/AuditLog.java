package io.jotgate.issuer.audit;

import io.jotgate.issuer.model.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one JSON line for each decision. JSON escapes control characters, so no value can begin a
 * line of its own. Secrets have no way in: the parameters are the whole content.
 *
 * <p>One thread writes, in batches, so that a slow reader of the log does not hold up those who
 * serve requests. Lines that it has not written yet have a bound. A line that would exceed it is
 * not taken, and whoever decided has to take the decision back: nothing happens without its line.
 *
 * <p>What cannot be written is tried again, from the start of a line, until it can: part of a line
 * may be there twice, none is lost.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final int DEFAULT_CAPACITY_BYTES = 4 * 1024 * 1024;
  private static final int BATCH_BYTES = 64 * 1024;
  private static final byte[] END = {};
  private static final Duration GATHERING = Duration.ofMillis(2);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(100);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final OutputStream out;
  private final int capacityBytes;
  private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
  private final AtomicLong pendingBytes = new AtomicLong();
  private final AtomicInteger pendingLines = new AtomicInteger();
  private final Thread writer;
  private volatile boolean closed;

  /** An audit that writes to a stream, which it does not close. */
  public AuditLog(OutputStream out) {
    this(out, DEFAULT_CAPACITY_BYTES);
  }

  /**
   * An audit with another bound.
   *
   * @param capacityBytes most bytes of lines that are not written yet
   */
  public AuditLog(OutputStream out, int capacityBytes) {
    this.out = out;
    this.capacityBytes = capacityBytes;
    this.writer = Thread.ofPlatform().daemon().name("audit").start(this::write);
  }

  /**
   * Records that a token was issued.
   *
   * @param at when
   * @param remote address of the peer
   * @param details what was issued to whom, by public names
   * @return whether the line will be written; if not, the token must not be handed out
   */
  public boolean issued(Instant at, String remote, Map<String, ?> details) {
    return take(at, "issued", remote, details);
  }

  /**
   * Records that a request was refused.
   *
   * @param at when
   * @param remote address of the peer
   * @param details why, and who asked if that is known
   * @return whether the line will be written
   */
  public boolean refused(Instant at, String remote, Map<String, ?> details) {
    return take(at, "refused", remote, details);
  }

  /** How many lines were taken and are not written yet. */
  public int pending() {
    return pendingLines.get();
  }

  /** Writes what was taken, within five seconds. Takes nothing more. */
  @Override
  public void close() {
    closed = true;
    lines.add(END);
    try {
      if (!writer.join(CLOSE_TIMEOUT)) {
        LOG.error("{} lines of the audit could not be written", pending());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean take(Instant at, String decision, String remote, Map<String, ?> details) {
    Map<String, Object> line = new TreeMap<>(details);
    line.put("audit", "token");
    line.put("decision", decision);
    line.put("remote", remote);
    line.put("time", at.toString());
    byte[] bytes = (StrictJson.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    if (closed) {
      return false;
    }
    if (pendingBytes.addAndGet(bytes.length) > capacityBytes) {
      pendingBytes.addAndGet(-bytes.length);
      return false;
    }
    pendingLines.incrementAndGet();
    lines.add(bytes);
    return true;
  }

  private void write() {
    ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES);
    try {
      boolean ended = false;
      while (!ended) {
        int count = 0;
        byte[] line = lines.take();
        while (line != null) {
          ended = line.length == 0;
          count += ended ? 0 : 1;
          batch.writeBytes(line);
          line = ended || batch.size() >= BATCH_BYTES ? null : lines.poll();
        }
        writeAll(batch.toByteArray());
        pendingBytes.addAndGet(-batch.size());
        pendingLines.addAndGet(-count);
        batch.reset();
        // Waking this thread for every line would cost more than writing it.
        TimeUnit.NANOSECONDS.sleep(ended ? 0 : GATHERING.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll(byte[] batch) throws InterruptedException {
    boolean failing = false;
    while (batch.length > 0) {
      try {
        if (failing) {
          // The try before may have ended inside of a line.
          out.write('\n');
        }
        out.write(batch);
        out.flush();
        if (failing) {
          LOG.warn("The audit is written again");
        }
        return;
      } catch (IOException e) {
        if (!failing) {
          LOG.error("The audit cannot be written, trying again: {}", e.getClass().getSimpleName());
        }
        failing = true;
        TimeUnit.NANOSECONDS.sleep(BEFORE_NEXT_TRY.toNanos());
      }
    }
  }
}
