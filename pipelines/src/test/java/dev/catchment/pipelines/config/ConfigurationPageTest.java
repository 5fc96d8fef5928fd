package dev.catchment.pipelines.config;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.ExpectationPlan;
import dev.catchment.pipelines.plan.ProfilePlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Holds docs/configuration.md to the JSON Schema of the configuration. */
public class ConfigurationPageTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "text",
          "integer", "whole number",
          "number", "number",
          "boolean", "true or false",
          "array", "list",
          "object", "mapping");

  private static final JsonNode SCHEMA = schema();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void everyKeyIsExplainedWithItsTypeAndValues() throws IOException {
    List<String> missing = new ArrayList<>();
    SCHEMA
        .path("properties")
        .fields()
        .forEachRemaining(
            section -> {
              String text = section(section.getKey());
              if (section.getValue().path("type").asText().equals("object")) {
                check(section.getValue(), "", text, missing);
              } else {
                checkRow(section.getKey(), section.getValue(), text, missing);
              }
            });
    assertEquals(List.of(), missing);
  }

  @Test
  public void theExamplesAreRight() throws IOException {
    int examples = 0;
    for (String page : List.of("docs/configuration.md", "README.md")) {
      Matcher yaml = YAML.matcher(Files.readString(ROOT.resolve(page)));
      while (yaml.find()) {
        String text = yaml.group(1);
        ConfigFile config = read(text.startsWith("version") ? text : "version: 1\n" + text);
        if (!config.config().sources().isEmpty()) {
          plan(config);
        }
        examples++;
      }
    }
    assertTrue(examples + " examples", examples > 5);
  }

  @Test
  public void theShippedConfigurationsAreRight() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("test-data"))) {
      List<Path> files =
          folders.map(folder -> folder.resolve("catchment.yaml")).filter(Files::exists).toList();
      assertTrue(files.toString(), files.size() >= 3);
      for (Path file : files) {
        plan(ConfigFile.read(file.toString()));
      }
    }
  }

  private static void plan(ConfigFile config) {
    EventPlan events = EventPlan.of(config);
    ExpectationPlan.of(config, events.fields());
    if (!config.config().profile().features().isEmpty()) {
      ProfilePlan.of(config, events.fields(), null);
    }
  }

  private static void check(JsonNode node, String prefix, String text, List<String> missing) {
    node.path("properties")
        .fields()
        .forEachRemaining(
            key -> {
              JsonNode value = resolved(key.getValue());
              checkRow(prefix + key.getKey(), value, text, missing);
              if (!isValue(value)) {
                check(value, prefix + key.getKey() + ".", text, missing);
              }
            });
    JsonNode entry = resolved(node.path("additionalProperties"));
    if (entry.isObject()) {
      check(entry, "", isValue(entry) ? section("Values") : text, missing);
    }
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? SCHEMA.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** A key that has a meaning in two tables of a section has a row of its type in one of them. */
  private static void checkRow(String key, JsonNode node, String text, List<String> missing) {
    List<String> rows = text.lines().filter(line -> line.startsWith("| `" + key + "` |")).toList();
    if (rows.isEmpty()) {
      missing.add(key + " has no row");
      return;
    }
    String wanted = TYPES.getOrDefault(node.path("type").asText(), "");
    Optional<String> typed =
        rows.stream().filter(line -> line.split(" \\| ", 3)[1].startsWith(wanted)).findFirst();
    if (typed.isEmpty()) {
      missing.add(key + " is a " + wanted + ", not as in " + rows.get(0));
      return;
    }
    String row = typed.get();
    node.path("enum")
        .forEach(
            allowed -> {
              if (!row.contains("`" + allowed.asText() + "`")) {
                missing.add(key + " can be " + allowed);
              }
            });
  }

  /** Whether a node is a value: a column's name or an object that says where the value is from. */
  private static boolean isValue(JsonNode node) {
    return node.path("properties").has("column") && node.path("properties").has("constant");
  }

  private static String section(String name) {
    try {
      String page = Files.readString(ROOT.resolve("docs/configuration.md"));
      int start = page.indexOf("\n## " + name + "\n");
      assertTrue("docs/configuration.md has no section " + name, start >= 0);
      int end = page.indexOf("\n## ", start + 1);
      return page.substring(start, end < 0 ? page.length() : end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConfigFile read(String yaml) throws IOException {
    return ConfigFile.read(Files.writeString(folder.newFile().toPath(), yaml).toString());
  }

  private static JsonNode schema() {
    try (InputStream in = ConfigFile.class.getResourceAsStream("catchment.schema.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
