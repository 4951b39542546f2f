package io.jotgate.controller.status;

/** Why a condition is as it is. Implemented by one enum per kind: reasons are a closed set. */
@FunctionalInterface
public interface Reason {
  /** The reason as it stands in the condition, in CamelCase. */
  String name();
}
