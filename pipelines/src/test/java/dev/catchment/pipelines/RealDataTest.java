package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.catchment.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The shipped configurations on real data, held against results of other programs. */
public class RealDataTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** 41 people have no date of birth, 3 one that is not in the calendar. */
  @Test
  public void thePeopleOfFebrlAreRead() throws IOException {
    Path input = SharedData.file("febrl/dataset1.csv");
    JsonNode summary = collect("test-data/febrl/catchment.yaml", "--input=" + input);
    assertEquals(1000, summary.get("read").asLong());
    assertEquals(
        "{\"invalid_timestamp\":3,\"missing_timestamp\":41}",
        summary.get("rejectedByReason").toString());
    assertEquals(956, summary.get("accepted").asLong());
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
