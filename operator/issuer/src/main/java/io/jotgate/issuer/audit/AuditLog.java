package io.jotgate.issuer.audit;

import io.jotgate.issuer.model.StrictJson;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one JSON line for each decision. JSON escapes control characters, so no value can begin a
 * line of its own. Secrets have no way in: the parameters are the whole content.
 */
public final class AuditLog {
  private final PrintStream out;

  /** An audit that writes to a stream. */
  public AuditLog(PrintStream out) {
    this.out = out;
  }

  /**
   * Records that a token was issued.
   *
   * @param at when
   * @param remote address of the peer
   * @param details what was issued to whom, by public names
   */
  public void issued(Instant at, String remote, Map<String, ?> details) {
    write(at, "issued", remote, details);
  }

  /**
   * Records that a request was refused.
   *
   * @param at when
   * @param remote address of the peer
   * @param details why, and who asked if that is known
   */
  public void refused(Instant at, String remote, Map<String, ?> details) {
    write(at, "refused", remote, details);
  }

  private void write(Instant at, String decision, String remote, Map<String, ?> details) {
    Map<String, Object> line = new TreeMap<>(details);
    line.put("audit", "token");
    line.put("decision", decision);
    line.put("remote", remote);
    line.put("time", at.toString());
    byte[] bytes = (StrictJson.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      out.write(bytes, 0, bytes.length);
      out.flush();
    }
  }
}
