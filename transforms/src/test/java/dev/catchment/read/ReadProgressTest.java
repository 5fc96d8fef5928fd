package dev.catchment.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;

import dev.catchment.account.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/** What has been shown as read when all is read: every record, and every byte of every file. */
@Category(NeedsRunner.class)
public class ReadProgressTest {
  private static final int RECORDS = 3 * Progress.AT_A_TIME + 7;

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  private Path file(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private static String csv() {
    StringBuilder text = new StringBuilder("id\n");
    for (int id = 0; id < RECORDS; id++) {
      text.append("a rather long identifier of the number ").append(id).append('\n');
    }
    return text.toString();
  }

  private void assertShown(long records, Path... files) throws IOException {
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    assertEquals(records, counter(result, Progress.READ));
    assertEquals(bytes, counter(result, Progress.BYTES));
  }

  private static long counter(PipelineResult result, String name) {
    long sum = 0;
    MetricNameFilter named = MetricNameFilter.named(Progress.NAMESPACE, name);
    for (var counter :
        result
            .metrics()
            .queryMetrics(MetricsFilter.builder().addNameFilter(named).build())
            .getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }

  private void readCsv() {
    pipeline.apply(
        ReadRecords.from("s", List.of(folder.getRoot() + "/*.csv*"), RecordFormat.csv())
            .withColumns(List.of("id")));
  }

  @Test
  public void ofTextFilesPlainAndCompressed() throws IOException {
    Files.writeString(file("a.csv"), csv());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file("b.csv.gz")))) {
      out.write(csv().getBytes(UTF_8));
    }
    readCsv();
    assertShown(2 * RECORDS, file("a.csv"), file("b.csv.gz"));
  }

  @Test
  public void ofACompressedFileThatIsDamagedInTheMiddle() throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file("b.csv.gz")))) {
      out.write(csv().getBytes(UTF_8));
    }
    byte[] bytes = Files.readAllBytes(file("b.csv.gz"));
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(file("b.csv.gz"), bytes);
    readCsv();
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertEquals(bytes.length, counter(result, Progress.BYTES));
  }

  @Test
  public void ofParquetFilesThoughOnlySomeColumnsAreRead() throws IOException {
    Schema schema =
        SchemaBuilder.record("Row").fields().requiredLong("id").requiredString("t").endRecord();
    try (ParquetWriter<GenericRecord> rows =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file("a.parquet")))
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .build()) {
      for (long id = 0; id < RECORDS; id++) {
        rows.write(new GenericRecordBuilder(schema).set("id", id).set("t", "text " + id).build());
      }
    }
    pipeline.apply(
        new ReadParquet<>(
            folder.getRoot().toString(),
            List.of("id"),
            row -> (Long) row.get("id"),
            VarLongCoder.of()));
    assertShown(RECORDS, file("a.parquet"));
  }
}
