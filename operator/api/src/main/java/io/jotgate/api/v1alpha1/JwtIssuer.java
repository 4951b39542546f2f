package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A token service with signing keys that rotate.
 *
 * <p>Becomes key Secrets, a published JWK Set (RFC 7517), and a Deployment that answers {@code POST
 * /auth}.
 */
@JsonClassDescription(
    "A token service with signing keys that rotate: POST /auth answers with a JWT.")
@Group(JotgateApi.GROUP)
@Version(JotgateApi.VERSION)
@ShortNames("jwti")
@Categories("jotgate")
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z]')",
    message =
        "metadata.name must begin with a letter (RFC 1035): the Service of the issuer takes it")
@ValidationRule(
    value =
        "self.metadata.name.size() <= 40 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    message =
        "metadata.name must be a DNS label of at most 40 characters (a-z, 0-9 and -): names of Secrets and Services derive from it")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Active-Key",
    jsonPath = ".status.activeKeyID",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Next-Rotation",
    jsonPath = ".status.nextRotationTime",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Replicas",
    jsonPath = ".status.replicas.ready",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Consumers",
    jsonPath = ".status.consumers",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Routes",
    jsonPath = ".status.routes",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Issuer",
    jsonPath = ".status.issuerURL",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class JwtIssuer extends CustomResource<JwtIssuerSpec, JwtIssuerStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
