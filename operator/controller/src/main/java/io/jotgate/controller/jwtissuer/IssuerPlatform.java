package io.jotgate.controller.jwtissuer;

import java.util.Objects;

/**
 * What the installation decides for every token service.
 *
 * @param image the image of the token service
 * @param operatorNamespace the namespace whose operator pods may ask the management port
 */
public record IssuerPlatform(String image, String operatorNamespace) {
  /** Refuses absent parts. */
  public IssuerPlatform {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(operatorNamespace, "operatorNamespace");
  }
}
