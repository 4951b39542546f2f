package io.jotgate.issuer.authentication;

/** Is told of each authentication, on the thread that decided it. */
@FunctionalInterface
public interface AuthenticationListener {
  /**
   * An authentication has ended.
   *
   * @param method how the request tried
   * @param outcome what came out of it
   */
  void decided(AuthenticationMethod method, Authentication outcome);
}
