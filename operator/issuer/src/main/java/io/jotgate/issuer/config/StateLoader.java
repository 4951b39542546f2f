package io.jotgate.issuer.config;

import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.tls.ServerCertificate;
import io.vertx.core.Vertx;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what of a reading of the directory comes into force. Each file is judged on its own: one
 * that is missing or broken leaves what was loaded from it before.
 */
public final class StateLoader {
  private final KeyLoader keys;
  private final Vertx vertx;

  /**
   * What comes into force, and why some of it does not.
   *
   * @param state the new state
   * @param problems sorted by file
   */
  public record Result(LoadedState state, List<LoadProblem> problems) {}

  /**
   * A loader.
   *
   * @param provider signs tokens; empty: the platform's choice
   * @param vertx reads PEM
   */
  public StateLoader(Optional<Provider> provider, Vertx vertx) {
    this.keys = new KeyLoader(provider);
    this.vertx = vertx;
  }

  /** Decides what comes into force after {@code current}. */
  public Result load(LoadedState current, MountedFiles files) {
    List<LoadProblem> problems = new ArrayList<>();
    LoadedState next =
        new LoadedState(
            keys.load(current.keys(), files, problems),
            read(MountedFile.CONFIG, files, IssuerConfigCodec::read, problems).or(current::config),
            read(MountedFile.CREDENTIALS, files, StateLoader::index, problems)
                .or(current::credentials),
            certificate(current, files, problems).or(current::certificate));
    return new Result(next, List.copyOf(problems));
  }

  private static CredentialIndex index(String text) {
    Credentials credentials = CredentialsCodec.read(text);
    return new CredentialIndex(credentials);
  }

  private static <T> Optional<T> read(
      MountedFile file, MountedFiles files, Function<String, T> codec, List<LoadProblem> problems) {
    try {
      return files.text(file).map(codec);
    } catch (InvalidDocumentException e) {
      problems.add(new LoadProblem(file, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private Optional<ServerCertificate> certificate(
      LoadedState current, MountedFiles files, List<LoadProblem> problems) {
    Optional<String> chain = files.text(MountedFile.TLS_CERTIFICATE);
    Optional<String> key = files.text(MountedFile.TLS_KEY);
    if (chain.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    String fingerprint = ServerCertificate.fingerprint(chain.get(), key.get());
    if (current.certificate().filter(c -> c.fingerprint().equals(fingerprint)).isPresent()) {
      return Optional.empty();
    }
    Optional<ServerCertificate> parsed = ServerCertificate.parse(vertx, chain.get(), key.get());
    if (parsed.isEmpty()) {
      problems.add(
          new LoadProblem(
              MountedFile.TLS_CERTIFICATE, "is not readable or does not belong to tls.key"));
    }
    return parsed;
  }
}
