package dev.catchment.pipelines.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds events to the schemas of OpenLineage, each facet to the one that it names. */
final class PublishedSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FILES =
      List.of(
          "OpenLineage",
          "ErrorMessageRunFacet",
          "InputStatisticsInputDatasetFacet",
          "JobTypeJobFacet",
          "OutputStatisticsOutputDatasetFacet",
          "ProcessingEngineRunFacet",
          "SchemaDatasetFacet");
  private static final Map<String, String> SCHEMAS = new HashMap<>();
  private static final JsonSchemaFactory FACTORY;

  static {
    for (String file : FILES) {
      try (InputStream in =
          PublishedSchemas.class.getResourceAsStream("published/" + file + ".json")) {
        String schema = new String(in.readAllBytes(), UTF_8);
        SCHEMAS.put(JSON.readTree(schema).path("$id").asText(), schema);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    FACTORY =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            factory -> factory.schemaLoaders(loaders -> loaders.schemas(SCHEMAS)));
  }

  private PublishedSchemas() {}

  /** An event that is right; a failure says what is not. */
  static JsonNode check(String text) {
    JsonNode event;
    try {
      event = JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    validate(event.path("schemaURL").asText(), event);
    checkFacets(event);
    return event;
  }

  private static void checkFacets(JsonNode node) {
    String url = node.path("_schemaURL").asText();
    if (!url.isEmpty()) {
      validate(url, node);
    }
    node.forEach(PublishedSchemas::checkFacets);
  }

  private static void validate(String url, JsonNode node) {
    assertEquals(url + " is not published", true, SCHEMAS.containsKey(url.replaceFirst("#.*", "")));
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    assertEquals(Set.of(), FACTORY.getSchema(SchemaLocation.of(url), config).validate(node));
  }
}
