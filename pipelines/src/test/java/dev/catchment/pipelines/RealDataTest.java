package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.catchment.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The shipped configurations on real data, held against results of other programs. */
public class RealDataTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final DateTimeFormatter SNOWPLOW_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void onlineRetailIsCleanedStepByStepAndSummedUpPerCustomer() throws IOException {
    Path input = SharedData.file("online-retail/online_retail_full.csv.gz");
    Path reference = SharedData.file("online-retail/reference_pandas_sklearn.json");
    Path customers = SharedData.file("online-retail/rfm_reference_deduplicated.csv");
    Path store = run("test-data/online-retail/catchment.yaml", input);

    Map<String, Long> funnel = new TreeMap<>();
    for (JsonNode step : JSON.readTree(reference.toFile()).get("funnel")) {
      funnel.put(step.get("step").asText(), step.get("rows").asLong());
    }
    JsonNode summary = JSON.readTree(store.resolve("summary.json").toFile());
    JsonNode filtered = summary.get("filteredByRule");
    long rows = summary.get("read").asLong();
    assertEquals((long) funnel.get("rows"), rows);
    rows -= filtered.get("customer-present").asLong();
    assertEquals((long) funnel.get("customer id present"), rows);
    rows -= filtered.get("not-a-cancellation").asLong();
    assertEquals((long) funnel.get("and not cancellation (C)"), rows);
    rows -= filtered.get("positive").asLong();
    assertEquals((long) funnel.get("and quantity>0 and price>0"), rows);
    rows -= summary.get("duplicate").asLong();
    assertEquals((long) funnel.get("and exact duplicates removed"), rows);
    assertEquals(rows, summary.get("accepted").asLong());
    assertEquals(0, summary.get("rejected").asLong());

    Map<String, NamedCsvRecord> expected = table(customers, "CustomerID");
    Map<String, NamedCsvRecord> profiles = table(store.resolve("profiles.csv"), "customer_id");
    assertEquals(4338, expected.size());
    assertEquals(expected.keySet(), profiles.keySet());
    expected.forEach(
        (customer, row) -> {
          NamedCsvRecord profile = profiles.get(customer);
          assertNumber(customer, row, "recency_days", profile, "recency_days", 0);
          assertNumber(customer, row, "frequency", profile, "frequency", 0);
          assertNumber(customer, row, "monetary", profile, "monetary", 0.01);
        });
  }

  @Test
  public void theCustomersOfCdnowHaveThePublishedFrequencyRecencyAndAge() throws IOException {
    Path input = SharedData.file("cdnow/CDNOW_sample.txt");
    Path reference = SharedData.file("cdnow/cdnow_customers_summary.csv");
    Path store = run("test-data/cdnow/catchment.yaml", input);

    Map<String, NamedCsvRecord> expected = table(reference, "ID");
    Map<String, NamedCsvRecord> profiles = table(store.resolve("profiles.csv"), "customer_id");
    assertEquals(2357, expected.size());
    assertEquals(expected.keySet(), profiles.keySet());
    expected.forEach(
        (customer, row) -> {
          NamedCsvRecord profile = profiles.get(customer);
          assertNumber(customer, row, "frequency", profile, "frequency", 0);
          assertNumber(customer, row, "recency", profile, "recency", 0.005);
          assertNumber(customer, row, "T", profile, "T", 0.005);
        });
  }

  /** The log has 10,000 lines, 9,981 different ones. */
  @Test
  public void aWebLogHasAsManyRequestsAsGoAccessCounts() throws IOException {
    Path input = SharedData.file("weblogs/apache_logs");
    JsonNode reference = JSON.readTree(SharedData.file("weblogs/goaccess_report.json").toFile());
    JsonNode summary =
        collect(
            "test-data/weblogs/catchment.yaml",
            "--input=" + input,
            "--key=" + folder.getRoot() + "/key.json");
    assertEquals(
        reference.get("general").get("total_requests").asLong(), summary.get("read").asLong());
    // GoAccess takes the line that is cut inside its last field.
    assertEquals("{\"no_match\":1}", summary.get("rejectedByReason").toString());
    assertEquals(10_000 - 9_981, summary.get("duplicate").asLong());
    assertEquals(9_981 - 1, summary.get("accepted").asLong());
  }

  /** Some people have no date of birth, and some one that is not in the calendar. */
  @Test
  public void thePeopleOfFebrlAreRead() throws IOException {
    checkFebrl("dataset1", 1000, 41, 3);
    checkFebrl("dataset2", 5000, 110, 10);
    checkFebrl("dataset3", 5000, 155, 35);
  }

  private void checkFebrl(String name, int people, int missing, int invalid) throws IOException {
    Path input = SharedData.file("febrl/" + name + ".csv");
    JsonNode summary = collect("test-data/febrl/catchment.yaml", "--input=" + input, "--overwrite");
    assertEquals(people, summary.get("read").asLong());
    assertEquals(
        "{\"invalid_timestamp\":%d,\"missing_timestamp\":%d}".formatted(invalid, missing),
        summary.get("rejectedByReason").toString());
    assertEquals(people - missing - invalid, summary.get("accepted").asLong());
  }

  @Test
  public void theTrafficOfNabIsRead() throws IOException {
    Map<String, Long> rows =
        Map.of(
            "speed_6005", 2500L,
            "speed_7578", 1127L,
            "speed_t4013", 2495L,
            "occupancy_6005", 2380L,
            "occupancy_t4013", 2500L,
            "TravelTime_387", 2500L,
            "TravelTime_451", 2162L);
    JsonNode summary =
        collect(
            "test-data/nab/catchment.yaml",
            rows.keySet().stream()
                .map(
                    name ->
                        "--input=%s=%s"
                            .formatted(
                                name, SharedData.file("nab/data/realTraffic/" + name + ".csv")))
                .toArray(String[]::new));
    rows.forEach(
        (name, count) ->
            assertEquals(
                name, count.longValue(), summary.at("/acceptedBySource/" + name).asLong()));
    assertEquals(summary.get("read"), summary.get("accepted"));
  }

  /** The rules are those of arules for the same limits: each has one item on its right side. */
  @Test
  public void theBasketsOfTheGrocerGiveTheKnownAssociationRules() throws IOException {
    Path store =
        run("test-data/groceries/catchment.yaml", SharedData.file("groceries/groceries.csv"));
    JsonNode summary = JSON.readTree(store.resolve("summary.json").toFile());
    assertEquals(43_367, summary.get("read").asLong());
    assertEquals(43_367, summary.get("accepted").asLong());

    Map<String, BitSet> baskets = new TreeMap<>();
    Map<String, Integer> numbers = new TreeMap<>();
    for (JsonNode event : events(store)) {
      String basket = event.at("/identifiers/0/value").asText();
      baskets
          .computeIfAbsent(event.at("/properties/item").asText(), item -> new BitSet())
          .set(numbers.computeIfAbsent(basket, unused -> numbers.size()));
    }
    assertEquals(9_835, numbers.size());
    assertEquals(169, baskets.size());
    assertEquals(463, AssociationRules.count(baskets.values(), 0.006 * numbers.size(), 0.25));

    List<Long> sizes = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(store.resolve("profiles.csv"))) {
      reader.forEach(profile -> sizes.add(Long.parseLong(profile.getField("items"))));
    }
    assertEquals(9_835, sizes.size());
    assertEquals(32, (long) Collections.max(sizes));
  }

  /** What IAB's own decoder says of the strings is the reference. */
  @Test
  public void theConsentStringsOfIabHaveThePurposesThatItsDecoderFinds() throws IOException {
    Path input = SharedData.file("iabtcf/tc_strings_decoded_by_iabtcf-decoder-2.0.10.jsonl");
    Map<String, Long> purposes = new TreeMap<>();
    long records = 0;
    for (String line : Files.readAllLines(input)) {
      JsonNode decoded = JSON.readTree(line);
      int given = decoded.get("purposesConsent").size();
      records += Math.max(1, given);
      purposes.put(decoded.get("tc").asText(), (long) given);
    }
    assertEquals(21, purposes.size());

    Path store = run("test-data/iabtcf/catchment.yaml", input);
    JsonNode summary = JSON.readTree(store.resolve("summary.json").toFile());
    assertEquals(records, summary.get("read").asLong());
    assertEquals(records, summary.get("accepted").asLong());
    Map<String, Long> stored = new TreeMap<>();
    for (JsonNode event : events(store)) {
      stored.merge(
          event.at("/identifiers/0/value").asText(),
          event.at("/properties/purpose").isNull() ? 0L : 1L,
          Long::sum);
    }
    assertEquals(purposes, stored);
    List<Long> profiles = new ArrayList<>();
    for (NamedCsvRecord profile : rows(store.resolve("profiles.csv"))) {
      profiles.add(Long.parseLong(profile.getField("purposes")));
    }
    assertEquals(purposes.values().stream().sorted().toList(), profiles.stream().sorted().toList());
  }

  /** Snowplow's own models of the same events are the reference. */
  @Test
  public void theEventsOfSnowplowHaveThePageViewsSessionsUsersAndConsentOfItsModels()
      throws IOException {
    Path input = SharedData.file("snowplow-web/source/snowplow_web_events.csv");
    JsonNode summary =
        collect(
            "test-data/snowplow-web/catchment.yaml",
            "--input=" + input,
            "--key=" + folder.getRoot() + "/key.json");
    assertEquals(160, summary.get("read").asLong());
    assertEquals("three event ids stand twice", 3, summary.get("duplicate").asLong());
    assertEquals(157, summary.get("accepted").asLong());

    List<JsonNode> events = events(folder.getRoot().toPath().resolve("store"));
    Map<String, JsonNode> byId = new TreeMap<>();
    events.forEach(event -> byId.put(event.get("message_id").asText(), event));
    List<NamedCsvRecord> views = snowplow("snowplow_web_page_views_expected.csv");
    assertEquals(43, views.size());
    for (NamedCsvRecord view : views) {
      JsonNode event = byId.get(view.getField("event_id"));
      assertEquals("page_view", event.get("event").asText());
      assertEquals(view.getField("page_view_id"), event.at("/properties/page_view").asText());
      assertEquals(view.getField("domain_sessionid"), event.at("/context/session").asText());
    }
    assertHeld(
        snowplow("default/snowplow_web_sessions_expected.csv"), 18, "domain_sessionid", events);
    assertHeld(snowplow("snowplow_web_users_expected.csv"), 11, "domain_userid", events);

    List<NamedCsvRecord> consents = snowplow("snowplow_web_consent_log_expected.csv");
    assertEquals(65, consents.size());
    for (NamedCsvRecord consent : consents) {
      JsonNode properties = byId.get(consent.getField("event_id")).get("properties");
      assertEquals(consent.getField("event_type"), text(properties, "consent"));
      assertEquals(consent.getField("basis_for_processing"), text(properties, "consent_basis"));
      assertEquals(consent.getField("consent_version"), text(properties, "consent_version"));
      assertEquals(
          consent.getField("consent_scopes"),
          text(properties, "consent_scopes").replaceAll("[\\[\\]\"]", "").replace(",", ", "));
      assertEquals(consent.getField("cmp_load_time"), text(properties, "banner_seconds"));
    }
  }

  /** The rows whose times were written by hand have one of another column in their place. */
  @Test
  public void theCorrectedTimesAreThoseThatSnowplowDerives() throws IOException {
    Path input = SharedData.file("snowplow-web/source/snowplow_web_events.csv");
    collect(
        "test-data/snowplow-web/catchment.yaml",
        "--input=" + input,
        "--key=" + folder.getRoot() + "/key.json");
    Map<String, Set<String>> derived = new TreeMap<>();
    Set<String> byHand = new TreeSet<>();
    for (NamedCsvRecord row : rows(input)) {
      String id = row.getField("event_id");
      String time = row.getField("derived_tstamp");
      derived.computeIfAbsent(id, unused -> new TreeSet<>()).add(time);
      boolean isSent = time.equals(row.getField("dvce_sent_tstamp"));
      boolean isReceived = time.equals(row.getField("collector_tstamp"));
      boolean isSentAtOnce =
          row.getField("dvce_sent_tstamp").equals(row.getField("dvce_created_tstamp"));
      if (isSent || (isReceived && !isSentAtOnce)) {
        byHand.add(id);
      }
    }
    int checked = 0;
    for (JsonNode event : events(folder.getRoot().toPath().resolve("store"))) {
      String id = event.get("message_id").asText();
      if (!byHand.contains(id)) {
        String time = SNOWPLOW_TIME.format(Instant.ofEpochMilli(event.get("timestamp").asLong()));
        assertTrue(id + " " + time, derived.get(id).contains(time));
        checked++;
      }
    }
    assertEquals(157 - byHand.size(), checked);
    assertTrue(byHand.size() + " by hand", byHand.size() <= 15);
  }

  /** Some of the events are of each key, of which there are so many. */
  private static void assertHeld(
      List<NamedCsvRecord> expected, int count, String key, List<JsonNode> events) {
    Set<String> keys = new TreeSet<>();
    expected.forEach(row -> keys.add(row.getField(key)));
    assertEquals(count, keys.size());
    String stored = events.toString();
    keys.forEach(value -> assertTrue(value, stored.contains('"' + value + '"')));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).isNull() ? "" : node.path(field).asText();
  }

  private static List<NamedCsvRecord> snowplow(String file) throws IOException {
    return rows(SharedData.file("snowplow-web/expected/" + file));
  }

  private static List<NamedCsvRecord> rows(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }

  private static List<JsonNode> events(Path store) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String row : ParquetText.rowsBelow(store.resolve("events"))) {
      events.add(JSON.readTree(row.substring(row.indexOf('{'))));
    }
    return events;
  }

  /** The summary of a run of collect. */
  private JsonNode collect(String configuration, String... more) throws IOException {
    Path store = folder.getRoot().toPath().resolve("store");
    Cli.run(
            Stream.concat(
                    Stream.of(
                        "collect",
                        "--config=" + Cli.repositoryFile(configuration),
                        "--output=" + store),
                    Stream.of(more))
                .toArray(String[]::new))
        .expect(ExitStatus.DONE);
    return JSON.readTree(store.resolve("summary.json").toFile());
  }

  private Path run(String configuration, Path input) {
    Path store = folder.getRoot().toPath().resolve("store");
    String config = "--config=" + Cli.repositoryFile(configuration);
    Cli.run("collect", config, "--input=" + input, "--output=" + store).expect(ExitStatus.DONE);
    Cli.run("profile", config, "--store=" + store, "--format=csv").expect(ExitStatus.DONE);
    return store;
  }

  /** The rows of a table by a column that holds whole numbers. */
  private static Map<String, NamedCsvRecord> table(Path file, String key) throws IOException {
    Map<String, NamedCsvRecord> rows = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : reader) {
        String number = Long.toString((long) Double.parseDouble(row.getField(key)));
        assertNull(number + " stands twice", rows.put(number, row));
      }
    }
    return rows;
  }

  private static void assertNumber(
      String customer,
      NamedCsvRecord expected,
      String name,
      NamedCsvRecord actual,
      String column,
      double tolerance) {
    assertEquals(
        name + " of customer " + customer,
        Double.parseDouble(expected.getField(name)),
        Double.parseDouble(actual.getField(column)),
        tolerance);
  }
}
