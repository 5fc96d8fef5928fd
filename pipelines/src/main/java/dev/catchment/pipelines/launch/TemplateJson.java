package dev.catchment.pipelines.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchment.pipelines.Option;
import dev.catchment.pipelines.Parameter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.beam.sdk.util.ReleaseInfo;

/**
 * Writes a template as the metadata of a Dataflow flex template: the fields of {@code
 * TemplateMetadata} and {@code ParameterMetadata} of the API. What these have no field for, the
 * example and the range of a number, stands under {@code customMetadata}.
 */
public final class TemplateJson {
  /** Where an image is, but for the region and the project, which are the operator's. */
  private static final String IMAGE =
      "REGION-docker.pkg.dev/PROJECT/catchment/catchment-dataflow-%s:0.1.0";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private TemplateJson() {}

  /** The metadata. */
  public static ObjectNode of(Template template) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("name", "Catchment " + template.name());
    metadata.put("description", template.description());
    metadata.put("streaming", template.isLive());
    metadata.put("supportsAtLeastOnce", false);
    metadata.put("supportsExactlyOnce", true);
    ArrayNode parameters = metadata.putArray("parameters");
    template.options().forEach(option -> parameters.add(parameter(option)));
    return metadata;
  }

  /** The image of a Dataflow flex template: the fields of {@code ContainerSpec} of the API. */
  public static ObjectNode imageSpec(Template template) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("image", IMAGE.formatted(template.name()));
    spec.set("metadata", of(template));
    spec.putObject("sdkInfo")
        .put("language", "JAVA")
        .put("version", ReleaseInfo.getReleaseInfo().getSdkVersion());
    spec.putObject("defaultEnvironment")
        .putObject("additionalUserLabels")
        .put("catchment-job", template.name());
    return spec;
  }

  private static ObjectNode parameter(Option option) {
    Parameter known = option.parameter().orElseThrow();
    ObjectNode parameter = JsonNodeFactory.instance.objectNode();
    parameter.put("name", option.name());
    parameter.put("label", known.label());
    parameter.put("helpText", option.description());
    parameter.put("groupName", known.group().title());
    parameter.put("isOptional", !option.required());
    parameter.put("paramType", type(option, known));
    if (!option.defaultText().isEmpty()) {
      parameter.put("defaultValue", option.defaultText());
    }
    if (!known.regex().isEmpty()) {
      parameter.putArray("regexes").add(regex(option, known));
    }
    for (Parameter.Choice choice : known.values()) {
      parameter
          .withArray("enumOptions")
          .addObject()
          .put("value", choice.value())
          .put("label", choice.label());
    }
    ObjectNode custom = parameter.putObject("customMetadata");
    custom.put("example", option.example());
    if (option.min() > Double.NEGATIVE_INFINITY) {
      custom.put("minimum", Option.plain(option.min()));
    }
    if (option.max() < Double.POSITIVE_INFINITY) {
      custom.put("maximum", Option.plain(option.max()));
    }
    return parameter;
  }

  private static String regex(Option option, Parameter known) {
    return option.takesMany()
        ? "^(?:%s)(?:,(?:%s))*$".formatted(known.regex(), known.regex())
        : "^(?:%s)$".formatted(known.regex());
  }

  private static String type(Option option, Parameter known) {
    if (option.isFlag()) {
      return "BOOLEAN";
    }
    if (option.isNumber()) {
      return "NUMBER";
    }
    if (known.values().length > 0) {
      return "ENUM";
    }
    return switch (known.kind()) {
      case VALUE -> "TEXT";
      case INPUT_FILE -> "GCS_READ_FILE";
      case INPUT_FOLDER -> "GCS_READ_FOLDER";
      case OUTPUT_FOLDER -> "GCS_WRITE_FOLDER";
    };
  }

  /** A node as indented lines. */
  public static List<String> lines(JsonNode node) {
    try {
      return JSON.writeValueAsString(node).lines().toList();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
