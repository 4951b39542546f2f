package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import io.envoyproxy.envoy.extensions.filters.http.header_mutation.v3.HeaderMutationPerRoute;
import io.envoyproxy.envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication;
import io.envoyproxy.envoy.extensions.filters.http.jwt_authn.v3.PerRouteConfig;
import io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBAC;
import io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBACPerRoute;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation;
import io.envoyproxy.envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.render.Documents;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every document parses strictly into Envoy's own messages: no unknown field, no wrong type. */
class EnvoyProtosTest {
  private static final EnvoyRenderer RENDERER = new EnvoyRenderer(SidecarLayout.INJECTED);
  private static final JsonFormat.Parser STRICT =
      JsonFormat.parser()
          .usingTypeRegistry(
              TypeRegistry.newBuilder()
                  .add(Cluster.getDescriptor())
                  .add(
                      io.envoyproxy.envoy.extensions.filters.http.header_mutation.v3.HeaderMutation
                          .getDescriptor())
                  .add(DownstreamConnectionsConfig.getDescriptor())
                  .add(HeaderMutation.getDescriptor())
                  .add(HeaderMutationPerRoute.getDescriptor())
                  .add(HttpConnectionManager.getDescriptor())
                  .add(JwtAuthentication.getDescriptor())
                  .add(PerRouteConfig.getDescriptor())
                  .add(RBAC.getDescriptor())
                  .add(RBACPerRoute.getDescriptor())
                  .add(RouteConfiguration.getDescriptor())
                  .add(Router.getDescriptor())
                  .add(StdoutAccessLog.getDescriptor())
                  .add(TypedExtensionConfig.getDescriptor())
                  .build());

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "requirements", "revocations", "two-issuers"})
  void everyDocumentOfAScenarioParses(String scenario) {
    Compiled compiled = EnvoyGoldenTest.compile(scenario);
    assertParses(
        RENDERER.policyDocuments(compiled.policy()), RENDERER.trustDocuments(compiled.trust()));
  }

  @Test
  void everyDocumentOfDenyAllParses() {
    assertParses(RENDERER.denyAllPolicy(), RENDERER.denyAllTrust());
  }

  @Test
  void aMisspeltFieldDoesNotParse() {
    String document =
        RENDERER
            .trustDocuments(EnvoyGoldenTest.compile("quickstart").trust())
            .text(EnvoyRenderer.JWT)
            .replace("\"audiences\"", "\"audience\"");
    assertThrows(InvalidProtocolBufferException.class, () -> parse(EnvoyRenderer.JWT, document));
  }

  private static void assertParses(Documents policy, Documents trust) {
    TreeMap<String, String> all = new TreeMap<>(policy.files());
    all.putAll(trust.files());
    all.forEach((file, text) -> assertDoesNotThrow(() -> parse(file, text), file));
  }

  /**
   * The newest published messages are older than this field; {@link EnvoyValidationIT} covers it.
   */
  private static final String NEWER_THAN_THE_MESSAGES =
      ",?\\{\"remove_on_match\":\\{\"key_matcher\":\\{[^{}]*(\\{[^{}]*})?}}}";

  private static void parse(String file, String text) throws InvalidProtocolBufferException {
    Message.Builder message =
        file.equals(EnvoyRenderer.BOOTSTRAP)
            ? Bootstrap.newBuilder()
            : DiscoveryResponse.newBuilder();
    STRICT.merge(text.replaceAll(NEWER_THAN_THE_MESSAGES, ""), message);
  }
}
