package io.jotgate.issuer.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.issuer.model.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {
  private static final List<Cidr> PROXIES =
      Stream.of("10.0.0.0/8", "fd00::/8").map(Cidr::parse).toList();

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 2001:0db8:0001:0002:0000:0000:0000:0000",
    "::ffff:192.0.2.1, 192.0.2.1",
    "somewhere, somewhere"
  })
  void withoutProxiesThePeerIsTheSource(String peer, String source) {
    assertEquals(source, SourceAddress.counted(peer, List.of("198.51.100.9"), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the peer is no proxy           | 192.0.2.1 | 198.51.100.9                      | 192.0.2.1",
        "one proxy                      | 10.0.0.1  | 198.51.100.9                      | 198.51.100.9",
        "a forged beginning             | 10.0.0.1  | 203.0.113.1, 198.51.100.9         | 198.51.100.9",
        "two proxies                    | 10.0.0.1  | 203.0.113.1,198.51.100.9,10.0.0.2 | 198.51.100.9",
        "only proxies                   | 10.0.0.1  | 10.0.0.3, 10.0.0.2                | 10.0.0.3",
        "no address                     | 10.0.0.1  | unknown                           | 10.0.0.1",
        "no address behind a proxy      | 10.0.0.1  | 198.51.100.9, x, 10.0.0.2         | 10.0.0.2",
        "empty                          | 10.0.0.1  | ,                                 | 10.0.0.1",
        "a port                         | 10.0.0.1  | 198.51.100.9:4711                 | 198.51.100.9",
        "IPv6 in brackets with a port   | fd00::1   | [2001:db8::1]:4711                | 2001:0db8:0000:0000:0000:0000:0000:0000",
        "IPv6 without brackets          | fd00::1   | 2001:db8::1                       | 2001:0db8:0000:0000:0000:0000:0000:0000",
        "something behind brackets      | fd00::1   | [2001:db8::1]x                    | fd00:0000:0000:0000:0000:0000:0000:0000"
      })
  void proxiesAreBelievedFromTheEnd(String what, String peer, String header, String source) {
    assertEquals(source, SourceAddress.counted(peer, List.of(header), PROXIES), what);
  }

  @Test
  void severalHeadersAreOneList() {
    assertEquals(
        "198.51.100.9",
        SourceAddress.counted(
            "10.0.0.1", List.of("203.0.113.1", "198.51.100.9, 10.0.0.2"), PROXIES));
  }

  @Test
  void anEndlessListIsNotReadToItsEnd() {
    String list = "198.51.100.9," + "10.0.0.2,".repeat(1000) + "10.0.0.3";

    assertEquals("10.0.0.2", SourceAddress.counted("10.0.0.1", List.of(list), PROXIES));
  }

  @Test
  void theAuditNamesTheWholeAddressOfAClientBehindProxies() {
    assertEquals(
        Optional.of("2001:0db8:0001:0002:0003:0004:0005:0006"),
        SourceAddress.behindProxies("10.0.0.1", List.of("2001:db8:1:2:3:4:5:6"), PROXIES));
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 198.51.100.9", "10.0.0.1, unknown", "somewhere, 198.51.100.9"})
  void whoeverAsksWithoutATrustedProxyIsThePeer(String peer, String header) {
    assertEquals(Optional.empty(), SourceAddress.behindProxies(peer, List.of(header), PROXIES));
  }
}
