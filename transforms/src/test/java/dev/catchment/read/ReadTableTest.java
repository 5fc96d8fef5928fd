package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Tallies;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

@Category(NeedsRunner.class)
public class ReadTableTest {
  private static final Schema INNER =
      SchemaBuilder.record("Inner").fields().requiredBoolean("ok").optionalString("s").endRecord();
  private static final Schema ROW =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Row","fields":[
              {"name":"id","type":"int"},
              {"name":"price","type":["null","double"]},
              {"name":"list","type":{"type":"array","items":"string"}},
              {"name":"inner","type":%s},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"day","type":{"type":"int","logicalType":"date"}}]}
              """
                  .formatted(INNER));

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  private static GenericRecord row(int id, Double price) {
    return new GenericRecordBuilder(ROW)
        .set("id", id)
        .set("price", price)
        .set("list", List.of("x"))
        .set("inner", new GenericRecordBuilder(INNER).set("ok", id == 1).set("s", "").build())
        .set("at", 1000L)
        .set("day", 1)
        .build();
  }

  private String writeParquet(String name, GenericRecord... rows) throws IOException {
    Path file = folder.getRoot().toPath().resolve(name);
    Files.createDirectories(file.getParent());
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(ROW)
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord row : rows) {
        writer.write(row);
      }
    }
    return file.toString();
  }

  @Test
  public void readsParquetFilesOfADirectoryInRowOrder() throws IOException {
    String first = writeParquet("t/k=1/a.parquet", row(1, 1.5), row(2, null));
    String second = writeParquet("t/k=2/b.parquet", row(3, 1e10));
    writeParquet("t/.staging/c.parquet", row(4, 0.0));
    String table = folder.getRoot() + "/t";
    assertEquals(
        List.of("id", "price", "inner.ok", "inner.s", "at", "day"), ReadTable.columns(table));
    PCollectionTuple read = pipeline.apply(ReadTable.from(table));
    PAssert.that(read.get(Tallies.TAG)).satisfies(tallies -> assertCounted(3, tallies));
    PAssert.that(read.get(ReadTable.RECORDS))
        .containsInAnyOrder(
            record(first, 1, "1", "1.5", "true", null, "1970-01-01T00:00:01Z", "1970-01-02"),
            record(first, 2, "2", null, "false", null, "1970-01-01T00:00:01Z", "1970-01-02"),
            record(second, 1, "3", "1.0E10", "false", null, "1970-01-01T00:00:01Z", "1970-01-02"));
    pipeline.run();
  }

  @Test
  public void readsCsvFilesOfADirectory() throws IOException {
    File file = folder.newFile("a.csv");
    Files.writeString(file.toPath(), "x,y\n1,2\n3\n");
    String table = folder.getRoot().getPath();
    assertEquals(List.of("x", "y"), ReadTable.columns(table));
    PCollectionTuple read = pipeline.apply(ReadTable.from(table));
    PAssert.that(read.get(ReadTable.RECORDS))
        .containsInAnyOrder(record(file.getPath(), 2, "1", "2"));
    PAssert.thatSingleton(read.get(ReadTable.REJECTED))
        .satisfies(
            rejected -> {
              assertEquals("wrong_number_of_fields", rejected.reason());
              return null;
            });
    pipeline.run();
  }

  @Test
  public void missingAndUnreadableTablesAreNamed() throws IOException {
    String missing = folder.getRoot() + "/no.csv";
    assertTrue(
        assertThrows(InputException.class, () -> ReadTable.columns(missing))
            .getMessage()
            .contains(missing));
    File broken = folder.newFile("x.parquet");
    Files.writeString(broken.toPath(), "not parquet");
    assertEquals(
        broken + " is not a readable Parquet file",
        assertThrows(InputException.class, () -> ReadTable.columns(broken.getPath())).getMessage());
  }

  private static Void assertCounted(long expected, Iterable<KV<String, Long>> tallies) {
    long sum = 0;
    for (KV<String, Long> tally : tallies) {
      sum += tally.getValue();
    }
    assertEquals(expected, sum);
    return null;
  }

  private static RawRecord record(String file, long line, String... columns) {
    return RawRecord.of(ReadTable.SOURCE, new Position(file, line), columns);
  }
}
