package dev.catchment.pipelines.config;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConfigFileTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void readsEverySection() throws IOException {
    CatchmentConfig config =
        read("""
                version: 1
                privacy: {region: GB, key: keys/secret.json}
                sources:
                  web:
                    format: json
                    input: web/*.jsonl
                    personal: {email: email}
                    consent: {column: consent, granted: [yes, true]}
                    map: {timestamp: {column: ts, unit: millis}, messageId: id}
                    identifiers: {cookie: anonymousId}
                    fields:
                      properties.price: {column: price, type: decimal, min: 0, max: 10.5, required: true}
                    filter: {no-bots: "event != 'bot'"}
                identity: {namespaces: [cookie], person: [cookie], maxPeople: 3}
                profile: {asOf: 2026-01-01, features: {events: {count: events, days: 30}}}
                cluster: {features: [events], k: 4}
                audiences: {all: {rule: "events > 0"}}
                """)
            .config();
    CatchmentConfig.Source web = config.sources().get("web");
    assertEquals(List.of("yes", "true"), web.consent().granted());
    assertEquals("millis", web.map().timestamp().unit());
    assertEquals("id", web.map().messageId().column());
    assertEquals(10.5, web.fields().get("properties.price").max(), 0.0);
    assertEquals("2026-01-01", config.profile().asOf());
    assertEquals(Integer.valueOf(3), config.identity().maxPeople());
    assertEquals(Integer.valueOf(30), config.profile().features().get("events").days());
  }

  @Test
  public void aMisspeltKeyIsNamedWithItsLineAndTheNearestOne() throws IOException {
    assertProblem(
        "version: 1\nsources:\n  web:\n    formta: json\n    map: {timestamp: ts}\n",
        ":4: sources.web.formta: unknown key formta; did you mean format?");
  }

  @Test
  public void aMissingKeyIsNamedWithItsPlace() throws IOException {
    assertProblem(
        "version: 1\nsources:\n  web:\n    map: {timestamp: ts}\n",
        ":3: sources.web: the key format is missing");
  }

  @Test
  public void aValueOutsideOfAListIsNamedWithTheList() throws IOException {
    assertProblem(
        "version: 1\nsources:\n  web:\n    format: jason\n    map: {timestamp: ts}\n",
        ":4: sources.web.format: jason is not one of csv, json, lines, avro, parquet, jdbc, bigquery; did you mean json?");
  }

  @Test
  public void aValueOfTheWrongTypeIsNamed() throws IOException {
    assertProblem(
        "version: 1\ncluster: {k: many}\n",
        ":2: cluster.k: a whole number is wanted, not the text \"many\"");
  }

  @Test
  public void aNumberOutOfRangeIsNamedWithTheBound() throws IOException {
    assertProblem("version: 1\ncluster:\n  k: 0\n", ":3: cluster.k: 0 is less than 1");
  }

  @Test
  public void aNameOfTheWrongFormIsNamed() throws IOException {
    assertProblem(
        "version: 1\nsources:\n  web:\n    format: csv\n    map: {timestamp: t}\n    fields:\n      price: p\n",
        ":7: sources.web.fields.price: the name price is not of the form");
  }

  @Test
  public void brokenYamlIsPlaced() throws IOException {
    assertProblem("version: 1\nsources: [\n", ":3: not YAML");
    assertProblem("version: 1\nversion: 1\n", ":2: Duplicate field 'version'");
  }

  @Test
  public void anEmptyFileIsRefused() throws IOException {
    assertProblem("", "the file is empty");
  }

  @Test
  public void aMissingFileIsRefused() {
    UsageException problem =
        assertThrows(UsageException.class, () -> ConfigFile.read("/nowhere/catchment.yaml"));
    assertTrue(problem.getMessage().contains("there is no configuration file"));
  }

  private void assertProblem(String yaml, String message) throws IOException {
    UsageException problem = assertThrows(UsageException.class, () -> read(yaml));
    assertTrue(problem.getMessage(), problem.getMessage().contains(message));
  }

  private ConfigFile read(String yaml) throws IOException {
    Path file = folder.newFile().toPath();
    Files.write(file, yaml.getBytes(StandardCharsets.UTF_8));
    return ConfigFile.read(file.toString());
  }
}
