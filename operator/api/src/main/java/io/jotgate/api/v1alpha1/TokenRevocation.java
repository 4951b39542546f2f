package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Tokens of an issuer that are refused before they expire: by id, by consumer, by key or by age.
 *
 * <p>It takes back what has been issued and does not keep anybody from asking for a new token.
 * Deleting it makes what it names good again, as far as that has not expired.
 */
@JsonClassDescription(
    "Tokens of an issuer that are refused before they expire: by id, by consumer, by key or by age.")
@Group(JotgateApi.GROUP)
@Version(JotgateApi.VERSION)
@ShortNames("trev")
@Categories("jotgate")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Issuer",
    jsonPath = ".spec.issuerRef.name",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Consumer",
    jsonPath = ".spec.consumerRef.name",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Acknowledged",
    jsonPath = ".status.propagation.acknowledged",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Pods",
    jsonPath = ".status.propagation.total",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Expired",
    jsonPath = ".status.conditions[?(@.type==\"Expired\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Why",
    jsonPath = ".spec.reason",
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
public final class TokenRevocation
    extends CustomResource<TokenRevocationSpec, TokenRevocationStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;
}
