package io.jotgate.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads answers of HTTP/1.1 (RFC 9112) one after the other from a stream: bodies with a length and
 * chunked ones. It works on bytes and makes no text until somebody asks for it, since it runs
 * beside the server that is measured.
 */
final class AnswerReader {
  private static final int MAX_ANSWER_BYTES = 32 * 1024;
  private static final byte[] LENGTH_FIELD = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CODING_FIELD =
      "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);
  private static final int LINE_END = 2;

  private final InputStream in;
  private final byte[] buffer = new byte[MAX_ANSWER_BYTES];
  private int filled;
  private int bodyStart;
  private int bodyEnd;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads a whole answer; the one before is gone.
   *
   * @return its status
   * @throws EOFException when the server has closed the connection
   * @throws ProtocolException for an answer that does not say where it ends
   */
  int next() throws IOException {
    filled = 0;
    int length = -1;
    boolean chunked = false;
    int line = lineEnd(0) + LINE_END;
    for (int end = lineEnd(line); end > line; end = lineEnd(line)) {
      if (startsWith(line, LENGTH_FIELD)) {
        length = Integer.parseInt(text(line + LENGTH_FIELD.length, end).strip());
      } else if (startsWith(line, CODING_FIELD)) {
        chunked = true;
      }
      line = end + LINE_END;
    }
    bodyStart = line + LINE_END;
    int status = Integer.parseInt(text(9, 12));
    if (chunked) {
      readChunks();
    } else if (length >= 0) {
      bodyEnd = bodyStart + length;
      fill(bodyEnd);
    } else if (status == 204 || status == 304) {
      bodyEnd = bodyStart;
    } else {
      throw new ProtocolException("an answer does not say its length");
    }
    return status;
  }

  /** Bytes of head and body of the answer that was read last. */
  int bytes() {
    return bodyEnd;
  }

  /** Head and body of the answer that was read last, chunks side by side. */
  byte[] raw() {
    return Arrays.copyOf(buffer, bodyEnd);
  }

  /** Whether the answer that was read last consists of these bytes. */
  boolean is(byte[] raw) {
    return Arrays.equals(buffer, 0, bodyEnd, raw, 0, raw.length);
  }

  /** The answer that was read last. */
  Answer answer() {
    return new Answer(
        Integer.parseInt(text(9, 12)), text(0, bodyStart - LINE_END), text(bodyStart, bodyEnd));
  }

  /** Puts the chunks side by side, where the body of an answer with a length would be. */
  private void readChunks() throws IOException {
    int read = bodyStart;
    bodyEnd = bodyStart;
    while (true) {
      int end = lineEnd(read);
      int size = Integer.parseInt(text(read, end).split(";", 2)[0].strip(), 16);
      read = end + LINE_END;
      if (size == 0) {
        break;
      }
      fill(read + size + LINE_END);
      System.arraycopy(buffer, read, buffer, bodyEnd, size);
      bodyEnd += size;
      read += size + LINE_END;
    }
    for (int end = lineEnd(read); end > read; end = lineEnd(read)) {
      read = end + LINE_END; // a trailer
    }
  }

  private int lineEnd(int from) throws IOException {
    int at = from;
    while (true) {
      fill(at + LINE_END);
      if (buffer[at] == '\r' && buffer[at + 1] == '\n') {
        return at;
      }
      at++;
    }
  }

  private void fill(int end) throws IOException {
    if (end > buffer.length) {
      throw new ProtocolException("an answer has more than " + buffer.length + " bytes");
    }
    while (filled < end) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read <= 0) {
        throw new EOFException("the server has closed the connection");
      }
      filled += read;
    }
  }

  private boolean startsWith(int from, byte[] lowerCase) {
    if (from + lowerCase.length > filled) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      // Letters of field names in either case; the colon and hyphen have this bit anyway.
      if ((buffer[from + i] | 0x20) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
