package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "0.0.0.0, 0.0.0.0",
    "::1, 0000:0000:0000:0000:0000:0000:0000:0001",
    "::, 0000:0000:0000:0000:0000:0000:0000:0000",
    "2001:DB8::1:2, 2001:0db8:0000:0000:0000:0000:0001:0002",
    "1:2:3:4:5:6:7::, 0001:0002:0003:0004:0005:0006:0007:0000",
    "0:0:0:0:0:0:0:1, 0000:0000:0000:0000:0000:0000:0000:0001",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::ffff:c000:201, 192.0.2.1",
    "64:ff9b::192.0.2.1, 0064:ff9b:0000:0000:0000:0000:c000:0201",
    "fe80::1%eth0, fe80:0000:0000:0000:0000:0000:0000:0001"
  })
  void anAddressHasOneText(String text, String canonical) {
    assertEquals(Optional.of(canonical), IpAddress.parse(text).map(IpAddress::toString));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "1.2.3.4%eth0",
        "0x1.2.3.4",
        "1.2.3.-4",
        "1.2.3.4 ",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::12345",
        "::g",
        "[::1]",
        "1.2.3.4::",
        "::1.2.3",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:1.2.3.4",
        "%",
        "::ffff:1.2.3.4.5"
      })
  void whatIsNoAddressIsNone(String text) {
    assertEquals(Optional.empty(), IpAddress.parse(text));
  }

  @Test
  void agreesWithTheJavaPlatformOnRandomAddresses() throws UnknownHostException {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        int from = random.nextInt(bytes.length);
        Arrays.fill(bytes, from, from + random.nextInt(bytes.length - from), (byte) 0);
      }
      String text = InetAddress.getByAddress(bytes).getHostAddress();

      IpAddress address = IpAddress.parse(text).orElseThrow();

      assertEquals(text, InetAddress.getByName(address.toString()).getHostAddress());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.0.2.7/32, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.6, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 1.2.3.4, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false"
  })
  void aRangeHoldsWhatSharesItsFirstBits(String range, String address, boolean inside) {
    assertEquals(inside, Cidr.parse(range).contains(IpAddress.parse(address).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "/8",
        "::/129",
        "fe80::1%eth0/64",
        "::ffff:10.0.0.0/104",
        "proxy/8",
        "10.0.0.0/",
        "10.0.0.0/ 8"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThrows(InvalidDocumentException.class, () -> Cidr.parse(text));
  }

  @Test
  void twoTextsOfOneRangeAreEqual() {
    assertEquals(Cidr.parse("10.1.2.3/8"), Cidr.parse("10.0.0.0/8"));
    assertEquals("10.0.0.0/8", Cidr.parse("10.1.2.3/8").toString());
    assertEquals(Cidr.parse("FD00::1/8"), Cidr.parse("fd00::/8"));
    assertFalse(Cidr.parse("10.0.0.0/8").equals(Cidr.parse("10.0.0.0/9")));
    assertTrue(Cidr.parse("10.0.0.0/8").compareTo(Cidr.parse("11.0.0.0/8")) < 0);
  }
}
