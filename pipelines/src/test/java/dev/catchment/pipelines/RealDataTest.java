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
