package io.jotgate.controller.protectedroute;

import io.jotgate.controller.status.Reason;

/** Reasons of the conditions of a ProtectedRoute, besides those of compiling and of attachment. */
enum ProtectedRouteReason implements Reason {
  /** Every pod that answers enforces the policy. */
  Enforced,
  /** The workload does not exist. */
  WorkloadNotFound,
  /** The workload is of a kind that this version does not know. */
  UnknownWorkloadKind,
  /** What the condition speaks of waits for the workload. */
  Pending,
  /** Every ready pod has loaded the policy. */
  Programmed,
  /** The workload has no pods and wants none. */
  NoPods,
  /** No pod of the workload is ready yet. */
  NoReadyPods,
  /** Ready pods have not yet loaded the policy. */
  Propagating,
  /** A ready pod does not say what it has loaded. */
  PodUnreachable,
  /** The policy does not fit; the last good one stays in force. */
  PolicyTooLarge,
  /** The key ring of an issuer cannot be read; its last keys stay in force. */
  IssuerKeysMissing,
  /** An object of a name that we need belongs to somebody else. */
  NameConflict,
  /** The API server refuses an object of the workload. */
  ApplyRefused,
  /** Every sidecar was started with the newest bootstrap. */
  BootstrapCurrent,
  /** A sidecar was started with the bootstrap of an earlier release. */
  BootstrapOutdated
}
