package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.render.Documents;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadedStateTest {
  private static final String ANSWER =
      """
      {"stats":[
        {"name":"cluster_manager.cds.version_text","value":"sha256=aa"},
        {"name":"extension_config_discovery.http_filter.jotgate.jwt.version_text","value":"sha256=bb;login=42;partner=7"},
        {"name":"extension_config_discovery.http_filter.jotgate.revocation.version_text","value":"sha256=cc;login=41;partner=7"},
        {"name":"http.jotgate.rds.jotgate.version_text","value":""},
        {"name":"extension_config_discovery.http_filter.jotgate.jwt.update_rejected","value":1},
        {"name":"http.jotgate.rds.jotgate.update_rejected","value":2},
        {"name":"http.jotgate.rds.jotgate.update_failure","value":4},
        {"name":"something.else.version_text","value":"x"}]}
      """;

  private static final LoadedState STATE = LoadedState.parse(ANSWER).orElseThrow();

  @Test
  void knowsTheVersionOfEachFileThatWasLoaded() {
    assertEquals(
        Map.of(
            "cds.json", "sha256=aa",
            "ecds-jwt.json", "sha256=bb;login=42;partner=7",
            "ecds-revocation.json", "sha256=cc;login=41;partner=7"),
        STATE.versions());
  }

  @Test
  void addsUpWhatWasRefusedAndWhatCouldNotBeRead() {
    assertEquals(3, STATE.rejected());
    assertEquals(4, STATE.failed());
  }

  @Test
  void theAdminClusterTellsTheVersionOfTheBootstrap() {
    assertEquals("1", STATE.bootstrap());
    assertEquals(
        "12",
        LoadedState.parse(
                "{\"stats\":[{\"name\":\"cluster.jotgate-admin-12.update_failure\",\"value\":0}]}")
            .orElseThrow()
            .bootstrap());
  }

  @Test
  void theLowerEpochCountsWhenTheTrustFilesDiffer() {
    assertEquals(Optional.of(41L), STATE.epoch("login"));
    assertEquals(Optional.of(7L), STATE.epoch("partner"));
    assertEquals(Optional.empty(), STATE.epoch("sha256"));
    assertEquals(Optional.empty(), STATE.epoch("other"));
  }

  @Test
  void documentsAreLoadedWhenEveryWatchedFileIs() {
    String cds = "{\"resources\":[],\"version_info\":\"sha256=aa\"}";
    assertTrue(STATE.hasLoaded(Documents.of(Map.of("cds.json", cds, "bootstrap.json", "{}"))));
    assertFalse(STATE.hasLoaded(Documents.of(Map.of("cds.json", cds, "rds.json", cds))));
    assertFalse(STATE.hasLoaded(Documents.of(Map.of("cds.json", cds.replace("aa", "ab")))));
    assertFalse(STATE.hasLoaded(Documents.of(Map.of("rds.json", "not json"))));
  }

  @Test
  void anythingElseIsNoState() {
    assertEquals(Optional.empty(), LoadedState.parse(""));
    assertEquals(Optional.empty(), LoadedState.parse("<html>"));
    assertEquals(Optional.empty(), LoadedState.parse("{\"stats\":1}"));
  }
}
