package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.crdv2.generator.CustomResourceInfo;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The CRD manifests of the custom resource classes.
 *
 * <p>fabric8's generator does the work. What it does not do is mended here: printer columns come in
 * the order of their annotations and not of their JSON paths, a rule on a record component appears
 * once and not once for each place that the annotation is copied to, conditions are a list that is
 * merged by type, a map that rules go over is bounded, and the kind has a description.
 */
final class CrdManifests {
  /** The kinds that the operator serves. */
  static final List<Class<? extends HasMetadata>> KINDS =
      List.of(ApiConsumer.class, JwtIssuer.class, ProtectedRoute.class, TokenRevocation.class);

  private static final double MAX_SAFE_INTEGER = 9_007_199_254_740_991d;

  private static final long MAX_ENTRIES = 32;

  private static final List<String> CONDITION_FIELDS =
      List.of("lastTransitionTime", "message", "reason", "status", "type");

  private static final ObjectMapper YAML =
      new ObjectMapper(
              new YAMLFactory()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR))
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private CrdManifests() {}

  /** File name to manifest, for every kind. */
  static Map<String, String> generate() {
    Map<String, CustomResourceDefinition> crds = new ConcurrentHashMap<>();
    CRDPostProcessor keep =
        new CRDPostProcessor() {
          @Override
          public HasMetadata process(HasMetadata crd, String version) {
            crds.put(crd.getMetadata().getName(), (CustomResourceDefinition) crd);
            return crd;
          }
        };
    new CRDGenerator()
        .forCRDVersions("v1")
        .withPostProcessor(keep)
        .withOutput(new Discarded())
        .customResourceClasses(KINDS)
        .detailedGenerate();
    Map<String, String> manifests = new TreeMap<>();
    for (Class<? extends HasMetadata> kind : KINDS) {
      CustomResourceInfo info = CustomResourceInfo.fromClass(kind);
      CustomResourceDefinition crd = Objects.requireNonNull(crds.get(info.crdName()));
      manifests.put(info.crdName() + ".yaml", yaml(mend(crd, kind)));
    }
    return manifests;
  }

  private static CustomResourceDefinition mend(
      CustomResourceDefinition crd, Class<? extends HasMetadata> kind) {
    crd.getMetadata().setLabels(Map.of("app.kubernetes.io/part-of", "jotgate"));
    crd.getSpec()
        .getVersions()
        .forEach(
            version -> {
              List<String> order =
                  Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                      .map(AdditionalPrinterColumn::name)
                      .toList();
              List<CustomResourceColumnDefinition> columns =
                  new ArrayList<>(version.getAdditionalPrinterColumns());
              columns.sort(Comparator.comparingInt(column -> order.indexOf(column.getName())));
              version.setAdditionalPrinterColumns(columns);
              JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
              JsonClassDescription description = kind.getAnnotation(JsonClassDescription.class);
              schema.setDescription(description == null ? null : description.value());
              schema.setRequired(List.of("spec"));
              mergeConditionsByType(property(schema, "status"));
              eachSchema(schema, CrdManifests::ruleOnce);
              eachSchema(schema, CrdManifests::boundedInteger);
              eachSchema(schema, CrdManifests::boundedMap);
            });
    return crd;
  }

  private static void mergeConditionsByType(JSONSchemaProps status) {
    JSONSchemaProps conditions = property(status, "conditions");
    conditions.setXKubernetesListType("map");
    conditions.setXKubernetesListMapKeys(List.of("type"));
    conditions.getItems().getSchema().setRequired(CONDITION_FIELDS);
  }

  private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return Objects.requireNonNull(schema.getProperties().get(name), name);
  }

  private static void ruleOnce(JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations() != null) {
      schema.setXKubernetesValidations(
          List.copyOf(new LinkedHashSet<ValidationRule>(schema.getXKubernetesValidations())));
    }
  }

  /**
   * JSON carries whole numbers safely up to 2^53; a larger one would not fit the field of its
   * class.
   */
  private static void boundedInteger(JSONSchemaProps schema) {
    if ("integer".equals(schema.getType())) {
      schema.setMinimum(schema.getMinimum() == null ? -MAX_SAFE_INTEGER : schema.getMinimum());
      schema.setMaximum(schema.getMaximum() == null ? MAX_SAFE_INTEGER : schema.getMaximum());
    }
  }

  /** What a rule over a map costs is estimated by its bound, which has no annotation. */
  private static void boundedMap(JSONSchemaProps schema) {
    if (schema.getAdditionalProperties() != null && schema.getXKubernetesValidations() != null) {
      schema.setMaxProperties(MAX_ENTRIES);
    }
  }

  private static void eachSchema(JSONSchemaProps schema, Consumer<JSONSchemaProps> change) {
    change.accept(schema);
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(property -> eachSchema(property, change));
    }
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      eachSchema(schema.getItems().getSchema(), change);
    }
  }

  /** The generator insists on writing; what it made is taken from the post-processor. */
  private static final class Discarded implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    @Override
    public ByteArrayOutputStream outputFor(String name) {
      return new ByteArrayOutputStream();
    }

    @Override
    public void close() {}
  }

  private static String yaml(CustomResourceDefinition crd) {
    try {
      return "# Generated from io.jotgate.api.v1alpha1: make generate\n"
          + YAML.writeValueAsString(crd);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a CRD does not serialise", e);
    }
  }
}
