package dev.catchment.read;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * Reads the records of one Parquet file, of which only the columns that are used leave the disk.
 * The position of a record is its number, from 1 on.
 *
 * <p>A page that is damaged ends the reading: all that is left is one rejected record. A file
 * without its end has no footer, and fails as a whole. Holds the pages of one row group.
 */
final class ParquetRecords {
  private ParquetRecords() {}

  static void read(String file, List<String> columns, long limit, RecordSink sink)
      throws IOException {
    ParquetFile parquet = ParquetFile.of(file);
    Schema schema = parquet.schema();
    List<AvroColumn> picked = AvroColumn.of(file, schema, columns);
    Set<String> wanted = new HashSet<>();
    columns.forEach(column -> wanted.add(ColumnPath.segments(column).get(0)));
    if (wanted.isEmpty()) {
      wanted.add(schema.getFields().get(0).name());
    }
    try (ParquetReader<GenericRecord> rows = parquet.rows(field -> wanted.contains(field.name()))) {
      for (long number = 1; number <= limit; number++) {
        String[] texts;
        try {
          GenericRecord row = rows.read();
          if (row == null) {
            return;
          }
          texts = AvroColumn.texts(picked, row);
        } catch (RuntimeException damage) {
          sink.rejected(
              number,
              "truncated_file",
              "the Parquet data are damaged here; nothing more of the file is read",
              null);
          return;
        }
        sink.record(number, texts);
      }
    }
  }

  /**
   * Checks that a file has columns at the given paths. Throws {@link InputException} with its name
   * when it has not or is not Parquet.
   */
  static void check(String file, List<String> columns) throws IOException {
    AvroColumn.of(file, ParquetFile.of(file).schema(), columns);
  }
}
