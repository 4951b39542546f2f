package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;

/** Hashes passwords of the user. */
@FunctionalInterface
interface Passwords {
  /**
   * The slow hash of a password: the same as long as the password is the same.
   *
   * @param credential name of the credential
   * @param secret the Secret that holds the password
   * @param password the password
   */
  String hash(ApiConsumer consumer, String credential, Secret secret, String password);
}
