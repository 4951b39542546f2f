/**
 * The custom resources of the API group {@code jotgate.io/v1alpha1}; the CRDs are generated from
 * them.
 *
 * <p>Specs and statuses are records that never throw and never validate: one object that did not
 * deserialise would stop the operator for everybody. What a field may hold is said by the
 * annotations on its component, enforced by the API server. A default named in an annotation is
 * applied by the API server; {@link io.jotgate.api.v1alpha1.Defaults} holds the same values for
 * objects stored before a field existed.
 */
@NullMarked
package io.jotgate.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
