package io.jotgate.controller.resource;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * An object of a name that we need belongs to somebody else: it lacks our labels and is never
 * adopted. The message names the object and says what to do.
 */
public final class ForeignObjectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** About an object as it was read. */
  public ForeignObjectException(HasMetadata foreign) {
    super(
        "%s %s exists and is not managed by Jotgate: rename or delete it"
            .formatted(foreign.getKind(), Metadata.name(foreign)));
  }
}
