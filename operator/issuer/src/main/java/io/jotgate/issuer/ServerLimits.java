package io.jotgate.issuer;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509KeyManager;

/** The HTTP servers with the limits that keep slow and large requests from taking the service. */
public final class ServerLimits {
  private static final int MAX_LINE_BYTES = 2 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 30;
  private static final int HANDSHAKE_SECONDS = 5;
  private static final int MAX_STREAMS = 100;
  private static final int BACKLOG = 1024;

  private ServerLimits() {}

  /** The options of the port for clients, with a certificate. */
  public static HttpServerOptions tls(X509KeyManager keyManager) {
    return plain()
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(KeyCertOptions.wrap(keyManager))
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
  }

  /** The same without TLS. */
  public static HttpServerOptions plain() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(MAX_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setAcceptBacklog(BACKLOG)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        .setHttp2ClearTextEnabled(false)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MAX_STREAMS)
                .setMaxHeaderListSize(MAX_HEADER_BYTES));
  }
}
