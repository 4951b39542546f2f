package io.jotgate.issuer.sensitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published examples of each kind; the keys are made up in the shape of real ones. */
class SensitiveGuardTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "card 4111 1111 1111 1111, valid 12/27",
        "4111 1111 1111 1111 123",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "3782 822463 10005",
        "6011111111111117",
        "3530111333300000",
        "30569309025904",
        "3056 930902 5904",
        "6200000000000005",
        "6759649826438453",
        "pan=4111.1111.1111.1111;"
      })
  void findsCardNumbers(String text) {
    assertEquals(Optional.of(SensitiveRule.CARD_NUMBER), SensitiveGuard.find(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
        "gb29 nwbk 6016 1331 9268 19",
        "pay to FR14 2004 1010 0505 0001 3M02 606 today",
        "NO93-8601-1117-947",
        "MT84MALT011000012345MTLCAST001S",
        "BR1800360305000010009795493C1"
      })
  void findsIbans(String text) {
    assertEquals(Optional.of(SensitiveRule.IBAN), SensitiveGuard.find(text));
  }

  @ParameterizedTest
  @CsvSource({
    "BELGIUM,85.07.30-033.28",
    "BELGIUM,85073003328",
    "BRAZIL,529.982.247-25",
    "BRAZIL,52998224725",
    "CHINA,11010519491231002X",
    "FINLAND,131052-308T",
    "FINLAND,131052A308T",
    "FRANCE,2 55 08 14 168 025 38",
    "FRANCE,255081416802538",
    "GERMANY,86095742719",
    "GERMANY,86 095 742 719",
    "INDIA,2341 2341 2346",
    "ITALY,RSSMRA85T10A562S",
    "ITALY,RSS MRA 85T10 A562S",
    "NORWAY,01010750160",
    "POLAND,44051401359",
    "SPAIN,12345678Z",
    "SPAIN,12345678-z",
    "SPAIN,X-1234567-L",
    "SWEDEN,811218-9876",
    "SWEDEN,19811218-9876",
    "UNITED_STATES,078-05-1120"
  })
  void findsNationalIds(NationalId country, String text) {
    assertEquals(Optional.of(SensitiveRule.NATIONAL_ID), SensitiveGuard.find("id: " + text + "."));
    assertEquals(Optional.of(country), NationalId.at(Words.of(text), 0));
  }

  @ParameterizedTest
  @CsvSource({
    "PEM,-----BEGIN PRIVATE KEY-----",
    "PEM,text -----BEGIN OPENSSH PRIVATE KEY-----",
    "JWT,eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    "JWT,Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
    "JWT,eyAiYWxnIjogIkVTMjU2IiB9.e30.c2ln",
    "AWS_KEY,AKIAIOSFODNN7EXAMPLE",
    "GITHUB_TOKEN,ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "SLACK_TOKEN,xoxb-1234567890-abcdef",
    "SLACK_TOKEN,https://hooks.slack.com/services/T000/B000/xxx",
    "STRIPE_KEY,sk_live_abcdefghijklmnop",
    "GOOGLE_KEY,AIzaSyA-1234567890abcdefghijklmnopqrstu",
    "JOTGATE_KEY,jg_abcdefghijk2_0123456789abcdefghijABCDEFGHIJ01_abc123"
  })
  void findsKeysByTheirShape(SensitiveRule rule, String text) {
    assertEquals(Optional.of(rule), SensitiveGuard.find(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "editor",
        "4111111111111112",
        "1234567812345678",
        "x4111111111111111",
        "DE89370400440532013001",
        "ZZ89370400440532013000",
        "12345678A",
        "000-12-3456",
        "20261124-1830",
        "2026-11-24T18:31:01Z",
        "1764009061000",
        "550e8400-e29b-41d4-a716-446655440000",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "www.example.com",
        "+49 170 1234567",
        "eyJhbGciOiJFUzI1NiJ9",
        "eyJmb28iOiJiYXIifQ.eyJzdWIiOiIxIn0.c2ln",
        "ghp_short",
        "AKIAIOSFODNN7EXAMPLEX"
      })
  void letsOtherValuesPass(String text) {
    assertEquals(Optional.empty(), SensitiveGuard.find(text));
  }

  @Test
  void isLinearInWhateverAClientSends() {
    for (String part :
        new String[] {"4111 ", "ey.", "ey ", "ey-", "xoxb-", "DE89 ", "12-", "-----BEGIN", "1"}) {
      String text = part.repeat(200_000 / part.length());
      assertTimeoutPreemptively(Duration.ofSeconds(5), () -> SensitiveGuard.find(text));
    }
  }
}
