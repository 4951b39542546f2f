package io.jotgate.issuer;

import io.jotgate.issuer.audit.AuditLog;
import io.jotgate.issuer.crypto.SigningProvider;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the token service by environment variables ({@link IssuerSettings}) and stops it in order
 * when the process is told to end. The audit goes to standard output, everything else to standard
 * error.
 */
public final class IssuerMain {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerMain.class);

  private IssuerMain() {}

  /**
   * Runs until the process is told to end.
   *
   * @param args none
   */
  public static void main(String[] args) {
    try {
      TokenService service =
          TokenService.start(
              IssuerSettings.from(System.getenv()),
              Clock.systemUTC(),
              SigningProvider.choose(),
              new AuditLog(new FileOutputStream(FileDescriptor.out)));
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
    } catch (RuntimeException e) {
      LOG.error("The token service does not start: {}", e.getMessage());
      System.exit(1);
    }
  }
}
