package dev.catchment.pipelines.deploy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.catchment.pipelines.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads deployment files and checks them against schemas. */
final class Manifest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Manifest() {}

  /** A file of {@code runners-config}. */
  static Path file(String name) {
    return Cli.repositoryFile("runners-config").resolve(name);
  }

  /** The documents of a YAML file. */
  static List<JsonNode> documents(Path file) {
    try {
      return documents(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> documents(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(Integer.MAX_VALUE);
    List<JsonNode> documents = new ArrayList<>();
    new Yaml(new SafeConstructor(options))
        .loadAll(text)
        .forEach(document -> documents.add(JSON.valueToTree(document)));
    return documents;
  }

  /** The document of a YAML or JSON resource. */
  static JsonNode resource(String name) {
    try (InputStream in = Manifest.class.getResourceAsStream(name)) {
      assertNotNull(name, in);
      return documents(new String(in.readAllBytes(), StandardCharsets.UTF_8)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The schema of the specification in a version of a custom resource definition, closed to fields
   * that it does not have.
   */
  static JsonNode schemaOf(JsonNode definition, String version) {
    for (JsonNode known : definition.at("/spec/versions")) {
      if (known.path("name").asText().equals(version)) {
        JsonNode schema = known.at("/schema/openAPIV3Schema/properties/spec").deepCopy();
        close(schema);
        return schema;
      }
    }
    throw new AssertionError("the definition has no version " + version);
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(Manifest::close);
  }

  /** Fails with what a schema does not allow in a document. */
  static void check(JsonNode schema, JsonNode document) {
    ((ObjectNode) schema).remove("$id");
    assertEquals(
        new TreeSet<String>(),
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(schema)
            .validate(document)
            .stream()
            .map(ValidationMessage::getMessage)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The texts of a list. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  /** What the JVM of a module is given by the launcher, where it opens packages. */
  static List<String> opens(String module) {
    try {
      return Files.readAllLines(file(module + "/jvm.options")).stream()
          .filter(line -> line.startsWith("--add-opens="))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
