package io.jotgate.issuer.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  @Test
  void decodesNamesAndValues() {
    Form form = form("a=b+c&%64=%C3%A9%2B%26&e=f%3Dg=h");

    assertEquals(Optional.of("b c"), form.one("a"));
    assertEquals(Optional.of("é+&"), form.one("d"));
    assertEquals(Optional.of("f=g=h"), form.one("e"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "a", "a=", "&&a=&"})
  void aParameterWithoutAValueIsLeftOut(String text) {
    assertEquals(Optional.empty(), form(text).one("a"));
  }

  @Test
  void takesThoseSeveralTimesThatMayBe() {
    assertEquals(List.of("x", "y"), form("audience=x&audience=&audience=y").all("audience"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=1", "a=&a=1", "a&a", "a=1&b=2&%61=1"})
  void refusesOthersThatAreThereTwice(String text) {
    assertEquals("a parameter is there twice", refusal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%+1",
        "a=%1",
        "a=%\uFF11\uFF11",
        "a=%C3",
        "a=%C3%28",
        "a=%ED%A0%80",
        "a=%C0%80",
        "a=é",
        "a=b\nc",
        "a=b\u0000",
        "%=b"
      })
  void refusesWhatIsNotEncodedStrictly(String text) {
    assertEquals("the form is not encoded as it should be", refusal(text));
  }

  @Test
  void refusesMoreParametersThanAnyoneNeeds() {
    StringBuilder text = new StringBuilder("p=1");
    for (int i = 1; i < 64; i++) {
      text.append("&p").append(i).append("=1");
    }
    assertEquals(Optional.of("1"), form(text.toString()).one("p63"));
    assertEquals("the form has more than 64 parameters", refusal(text + "&q=1"));
  }

  @Test
  void doesNotShowItsValues() {
    assertFalse(form("client_secret=canary").toString().contains("canary"));
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(MalformedFormException.class, () -> form(text)).getMessage());
  }

  private static Form form(String text) {
    return Form.parse(text.getBytes(StandardCharsets.UTF_8), Set.of("audience"));
  }
}
