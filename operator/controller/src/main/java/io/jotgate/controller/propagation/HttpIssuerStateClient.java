package io.jotgate.controller.propagation;

import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.IssuerStateCodec;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the management port of a token service. */
public final class HttpIssuerStateClient implements IssuerStateClient {
  private static final Logger LOG = LoggerFactory.getLogger(HttpIssuerStateClient.class);
  private static final int MAX_ANSWER_BYTES = IssuerStateCodec.MAX_CHARS;

  private final PodHttpClient http;

  /**
   * A client that keeps its connections.
   *
   * @param port management port of the token service
   * @param timeout for everything from connecting to the end of the answer
   */
  public HttpIssuerStateClient(int port, Duration timeout) {
    this.http = new PodHttpClient(port, timeout, MAX_ANSWER_BYTES);
  }

  @Override
  public Optional<IssuerState> ask(String address) {
    return http.get(address, "/internal/state").flatMap(answer -> read(answer, address));
  }

  private static Optional<IssuerState> read(String answer, String address) {
    try {
      return Optional.of(IssuerStateCodec.read(answer));
    } catch (InvalidDocumentException unusable) {
      LOG.debug("The answer of {} is no issuer state", address);
      return Optional.empty();
    }
  }
}
