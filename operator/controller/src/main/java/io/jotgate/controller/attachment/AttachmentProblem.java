package io.jotgate.controller.attachment;

import io.jotgate.controller.status.Reason;

/**
 * Requests can reach the application without being checked.
 *
 * @param kind how
 * @param message what is open and what to do about it
 */
public record AttachmentProblem(Kind kind, String message) {
  /** Ways past a policy. */
  public enum Kind implements Reason {
    /** A pod of the workload has no sidecar. */
    SidecarMissing,
    /** A Service leads to another port of the pods than that of the sidecar. */
    ServiceBypassesSidecar,
    /** The port of the application answers from outside the pod. */
    AppPortReachable
  }

  /** Whether a route that allows direct access to the application accepts this. */
  public boolean isDirectAccess() {
    return switch (kind) {
      case SidecarMissing -> false;
      case ServiceBypassesSidecar, AppPortReachable -> true;
    };
  }
}
