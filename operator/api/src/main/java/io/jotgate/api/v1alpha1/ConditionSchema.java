package io.jotgate.api.v1alpha1;

/** The part of every status schema that the generator cannot derive. */
final class ConditionSchema {
  /**
   * A merge patch over a status schema: conditions are merged by type, as in every Kubernetes API.
   */
  static final String MAP_LIST =
      "{\"properties\":{\"conditions\":{\"x-kubernetes-list-type\":\"map\",\"x-kubernetes-list-map-keys\":[\"type\"],\"items\":{\"required\":[\"type\",\"status\",\"reason\",\"message\",\"lastTransitionTime\"]}}}}";

  private ConditionSchema() {}
}
