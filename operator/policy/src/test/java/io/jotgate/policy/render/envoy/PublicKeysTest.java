package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One key that Envoy cannot read makes it keep all the old ones, revoked ones included. */
class PublicKeysTest {
  private final String good = new TestIssuer("login", "orders-api").publicJwk();
  private final String alone = PublicKeys.jwks(List.of(good));

  @Test
  void leavesOutAKeyWhoseCoordinatesAreNotStrictBase64Url() {
    String padded = good.replaceFirst("\"x\":\"([^\"]*)\"", "\"x\":\"$1=\"");
    String plain = good.replaceFirst("\"y\":\"[^\"]*\"", "\"y\":\"+/\"");

    assertEquals(alone, PublicKeys.jwks(List.of(padded, good, plain)));
  }

  @Test
  void hasAKeyThatNobodyHoldsWhenNoneIsLeft() {
    assertTrue(PublicKeys.jwks(List.of("{}")).contains("\"kid\":\"none\""));
  }
}
