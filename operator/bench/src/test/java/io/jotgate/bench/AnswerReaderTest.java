package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final String TOKEN =
      "{\"access_token\": \"abc.def.ghi\",\"token_type\":\"Bearer\"}";

  @Test
  void readsABodyWithALength() throws IOException {
    String text = "HTTP/1.1 200 OK\r\nA: b\r\nCONTENT-Length:  5\r\nC: d\r\n\r\nhello";
    AnswerReader reader = reader(text);

    assertEquals(200, reader.next());
    assertEquals("hello", reader.answer().body());
    assertEquals(text.length(), reader.bytes());
  }

  @Test
  void readsChunksAsOneBody() throws IOException {
    AnswerReader reader =
        reader(
            String.join(
                "\r\n",
                "HTTP/1.1 200 ",
                "transfer-encoding: chunked",
                "",
                "5;x=y",
                "hello",
                "C",
                " and goodbye",
                "0",
                "T: railer",
                "",
                ""));

    assertEquals(200, reader.next());
    assertEquals("hello and goodbye", reader.answer().body());
  }

  @Test
  void readsOneAnswerAfterTheOther() throws IOException {
    // One byte at a time: an answer never ends where a read does.
    AnswerReader reader =
        new AnswerReader(
            new ByteArrayInputStream(
                bytes(
                    "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno")) {
              @Override
              public int read(byte[] target, int from, int length) {
                return super.read(target, from, 1);
              }
            });

    assertEquals(204, reader.next());
    assertEquals("", reader.answer().body());
    assertEquals(401, reader.next());
    assertEquals("no", reader.answer().body());
    assertThrows(EOFException.class, reader::next);
  }

  @Test
  void refusesAnAnswerWithoutAnEnd() {
    AnswerReader reader = reader("HTTP/1.1 200 OK\r\nA: b\r\n\r\nhello");

    assertThrows(ProtocolException.class, reader::next);
  }

  @Test
  void refusesAnAnswerThatIsTooLong() {
    AnswerReader reader = reader("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\nhello");

    assertThrows(ProtocolException.class, reader::next);
  }

  @Test
  void aTokenIsInTheFieldOrInTheBody() throws IOException {
    String field = "HTTP/1.1 200 OK\r\nAuthorization: Bearer x.y.z\r\n";
    String length = "Content-Length: " + TOKEN.length() + "\r\n\r\n";

    assertEquals(Optional.of("x.y.z"), answer(field + length + TOKEN).token());
    assertEquals(
        Optional.of("abc.def.ghi"), answer("HTTP/1.1 200 OK\r\n" + length + TOKEN).token());
    assertEquals(
        Optional.empty(), answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").token());
  }

  @Test
  void anAnswerIsPrintedWithoutItsToken() throws IOException {
    Answer answer =
        answer("HTTP/1.1 200 OK\r\nContent-Length: " + TOKEN.length() + "\r\n\r\n" + TOKEN);

    assertFalse(answer.toString().contains("abc"));
  }

  private static Answer answer(String text) throws IOException {
    AnswerReader reader = reader(text);
    reader.next();
    return reader.answer();
  }

  private static AnswerReader reader(String text) {
    InputStream in = new ByteArrayInputStream(bytes(text));
    return new AnswerReader(in);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
