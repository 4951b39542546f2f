/**
 * Envoy as a sidecar that reads its configuration from files (file xDS).
 *
 * <p>Five documents: {@code bootstrap.json} (read once), {@code cds.json} and {@code rds.json} in
 * one ConfigMap; {@code ecds-jwt.json} and {@code ecds-revocation.json} in another. Filters in
 * order: {@code jotgate.jwt} (jwt_authn), {@code jotgate.revocation} (RBAC on the token as such),
 * {@code jotgate.audience} (RBAC that only records a verdict for the answer), {@code jotgate.route}
 * (RBAC, refuses what no rule allows), router.
 */
@NullMarked
package io.jotgate.policy.render.envoy;

import org.jspecify.annotations.NullMarked;
