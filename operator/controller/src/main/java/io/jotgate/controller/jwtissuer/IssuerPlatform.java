package io.jotgate.controller.jwtissuer;

import java.util.Objects;

/**
 * What the installation decides for every token service.
 *
 * @param image the image of the token service
 * @param operatorNamespace the namespace whose operator pods may ask the management port
 */
public record IssuerPlatform(String image, String operatorNamespace) {
  /** Port on which a pod of the token service answers the operator. */
  public static final int MANAGEMENT_PORT = 9090;

  /** Refuses absent parts. */
  public IssuerPlatform {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(operatorNamespace, "operatorNamespace");
  }
}
