package dev.catchment.pipelines.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.catchment.model.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Checks a file against a published JSON Schema and puts its complaints into words. */
final class SchemaCheck {
  /** Checks {@code catchment.yaml}. */
  static final SchemaCheck CONFIG =
      new SchemaCheck("catchment.schema.json", "docs/configuration.md");

  /** Checks patches of rejected records. */
  static final SchemaCheck PATCH = new SchemaCheck("patch.schema.json", "docs/jobs/repair.md");

  private final JsonNode tree;
  private final JsonSchema schema;
  private final String page;

  private SchemaCheck(String resource, String page) {
    this.tree = load(resource);
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(this.tree);
    this.page = page;
  }

  /** What is wrong, and where. */
  record Problem(List<String> path, String message) {}

  List<Problem> problems(JsonNode config) {
    if (!config.isObject()) {
      return List.of(
          new Problem(List.of(), "the file is empty or not a mapping of keys; see " + page));
    }
    return schema.validate(config).stream().map(found -> problem(found, config)).toList();
  }

  private Problem problem(ValidationMessage found, JsonNode config) {
    List<String> path = names(found.getInstanceLocation());
    JsonNode value = at(config, path);
    JsonNode rule = found.getSchemaNode();
    return switch (found.getType()) {
      case "additionalProperties" -> {
        List<String> known = new ArrayList<>();
        parentOf(found).path("properties").fieldNames().forEachRemaining(known::add);
        yield new Problem(
            YamlLines.append(path, found.getProperty()),
            "unknown key %s%s The keys here are %s"
                .formatted(
                    found.getProperty(),
                    Nearest.hintOrStop(found.getProperty(), known),
                    String.join(", ", known)));
      }
      case "required" -> new Problem(path, "the key %s is missing".formatted(found.getProperty()));
      case "enum" -> {
        List<String> allowed = new ArrayList<>();
        rule.forEach(text -> allowed.add(text.asText()));
        yield new Problem(
            path,
            "%s is not one of %s%s"
                .formatted(
                    value.asText(),
                    String.join(", ", allowed),
                    Nearest.hint(value.asText(), allowed)));
      }
      case "type" ->
          new Problem(path, "%s is wanted, not %s".formatted(texts(rule), describe(value)));
      case "minimum" -> new Problem(path, "%s is less than %s".formatted(value, rule));
      case "maximum" -> new Problem(path, "%s is greater than %s".formatted(value, rule));
      case "minLength" -> new Problem(path, "the text is empty");
      case "minItems", "minProperties" ->
          new Problem(path, "at least %s is needed".formatted(rule));
      case "propertyNames" ->
          new Problem(
              YamlLines.append(path, found.getProperty()),
              "the name %s is not of the form %s"
                  .formatted(found.getProperty(), rule.path("pattern").asText()));
      case "pattern" ->
          new Problem(path, "%s is not of the form %s".formatted(value, rule.asText()));
      default -> new Problem(path, found.getMessage());
    };
  }

  private JsonNode parentOf(ValidationMessage found) {
    JsonNode node = tree;
    JsonNodePath path = found.getSchemaLocation().getFragment();
    for (int index = 0; index < path.getNameCount() - 1; index++) {
      node = node.path(path.getElement(index).toString());
    }
    return node;
  }

  private static JsonNode at(JsonNode config, List<String> path) {
    JsonNode node = config;
    for (String name : path) {
      node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
    }
    return node;
  }

  private static List<String> names(JsonNodePath path) {
    List<String> names = new ArrayList<>();
    for (int index = 0; index < path.getNameCount(); index++) {
      names.add(path.getElement(index).toString());
    }
    return names;
  }

  private static String texts(JsonNode rule) {
    List<String> names = new ArrayList<>();
    (rule.isArray() ? rule : List.of(rule)).forEach(type -> names.add(inWords(type.asText())));
    return String.join(" or ", names);
  }

  private static String inWords(String type) {
    return switch (type) {
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      case "null" -> "nothing";
      default -> "a mapping of keys";
    };
  }

  private static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "a mapping of keys";
      case ARRAY -> "a list";
      case NULL, MISSING -> "nothing";
      case STRING -> "the text " + value;
      default -> "the value " + value;
    };
  }

  private static JsonNode load(String resource) {
    try (InputStream in = SchemaCheck.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
