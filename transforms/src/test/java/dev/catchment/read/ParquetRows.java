package dev.catchment.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/** Parquet files with columns of all kinds. */
final class ParquetRows {
  static final List<String> COLUMNS =
      List.of("id", "price", "weight", "inner.ok", "inner.s", "at", "day");

  private static final Schema INNER =
      SchemaBuilder.record("Inner").fields().requiredBoolean("ok").optionalString("s").endRecord();
  private static final Schema ROW =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Row","fields":[
              {"name":"id","type":"long"},
              {"name":"price","type":["null","double"]},
              {"name":"weight","type":"float"},
              {"name":"list","type":{"type":"array","items":"string"}},
              {"name":"inner","type":%s},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"day","type":{"type":"int","logicalType":"date"}}]}
              """
                  .formatted(INNER));

  private ParquetRows() {}

  /** Writes rows with the ids from 1; the price of every third is missing, of every fifth NaN. */
  static String write(Path file, int rows) throws IOException {
    Files.createDirectories(file.getParent());
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(ROW)
            .withDataModel(GenericData.get())
            .build()) {
      for (int id = 1; id <= rows; id++) {
        writer.write(row(id));
      }
    }
    return file.toString();
  }

  private static GenericRecord row(int id) {
    Double price = id % 3 == 0 ? null : Double.valueOf(id % 5 == 0 ? Double.NaN : id * 1e10 + 0.1);
    return new GenericRecordBuilder(ROW)
        .set("id", (long) id)
        .set("price", price)
        .set("weight", id + 0.1f)
        .set("list", List.of("x"))
        .set("inner", new GenericRecordBuilder(INNER).set("ok", id == 1).set("s", "").build())
        .set("at", 1000L)
        .set("day", 1)
        .build();
  }
}
