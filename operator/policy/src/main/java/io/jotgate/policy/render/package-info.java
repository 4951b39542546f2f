/** From a policy and its trust to the documents that a proxy reads; one package per target. */
@NullMarked
package io.jotgate.policy.render;

import org.jspecify.annotations.NullMarked;
