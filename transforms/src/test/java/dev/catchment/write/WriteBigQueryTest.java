package dev.catchment.write;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import com.google.api.services.bigquery.model.TableRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.io.gcp.testing.FakeBigQueryServices;
import org.apache.beam.sdk.io.gcp.testing.FakeDatasetService;
import org.apache.beam.sdk.io.gcp.testing.FakeJobService;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Rows are loaded into a table by the services that Beam publishes for tests. */
public class WriteBigQueryTest {
  private static final String TABLE = "shop.crm.totals";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final FakeDatasetService datasets = new FakeDatasetService();
  private final FakeJobService jobs = new FakeJobService();

  @Before
  public void setUp() throws Exception {
    FakeDatasetService.setUp();
    FakeJobService.setUp();
    datasets.createDataset("shop", "crm", "", "", null);
  }

  private void write(boolean overwrite, String... rows) {
    BigQueryOptions options = PipelineOptionsFactory.as(BigQueryOptions.class);
    options.setProject("shop");
    options.setTempLocation(folder.getRoot().getPath());
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("country", "STRING");
    columns.put("orders", "INTEGER");
    columns.put("mean", "FLOAT");
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(Create.of(List.of(rows)))
        .apply(
            WriteBigQuery.to(TABLE, columns, overwrite)
                .withServices(
                    new FakeBigQueryServices().withDatasetService(datasets).withJobService(jobs)));
    pipeline.run().waitUntilFinish();
  }

  private List<String> stored() throws Exception {
    return datasets.getAllRows("shop", "crm", "totals").stream()
        .map(TableRow::toString)
        .sorted()
        .toList();
  }

  @Test
  public void rowsAreLoadedAndReplacedWhole() throws Exception {
    write(
        false,
        "{\"country\":\"AT\",\"orders\":2,\"mean\":0.5}",
        "{\"country\":null,\"orders\":9007199254740993,\"mean\":null}");
    assertEquals(2, stored().size());
    assertEquals(
        "AT",
        datasets.getAllRows("shop", "crm", "totals").stream()
            .map(row -> row.get("country"))
            .filter(value -> value != null)
            .findFirst()
            .orElseThrow());
    write(true, "{\"country\":\"CH\",\"orders\":1,\"mean\":1.5}");
    assertEquals(1, stored().size());
  }

  @Test
  public void aTableThatIsThereIsNotWrittenTo() {
    write(false, "{\"country\":\"AT\",\"orders\":2,\"mean\":0.5}");
    assertThrows(
        RuntimeException.class,
        () -> write(false, "{\"country\":\"CH\",\"orders\":1,\"mean\":1.5}"));
  }

  @Test
  public void aNameThatIsNoneIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> WriteBigQuery.to("crm.totals", Map.of(), false));
  }
}
