package dev.catchment.read;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads the records of one Avro container file. The position of a record is its number, from 1 on.
 *
 * <p>Records are read up to the block in which the data are damaged or end early; all that is left
 * from there on is one rejected record. Holds one block; a length that is damaged so that no block
 * of it fits into memory counts as damage too.
 */
final class AvroReader {
  private AvroReader() {}

  static void read(
      String file, SourceChannel channel, List<String> columns, long limit, RecordSink sink)
      throws IOException {
    try (DataFileStream<GenericRecord> records = open(file, channel)) {
      List<AvroColumn> picked = AvroColumn.of(file, schema(file, records), columns);
      for (long number = 1; number <= limit; number++) {
        String[] texts;
        try {
          if (!hasNext(records)) {
            return;
          }
          texts = AvroColumn.texts(picked, records.next());
        } catch (IOException | RuntimeException | OutOfMemoryError damage) {
          if (channel.failed() || damage instanceof InputException) {
            throw damage;
          }
          sink.rejected(
              number,
              "truncated_file",
              "the Avro data end early or are damaged here; nothing more of the file is read",
              null);
          return;
        }
        sink.record(number, texts);
      }
    }
  }

  /**
   * Whether there is one more record. Avro says no when the data end inside a block, and when asked
   * once more that the block has records.
   */
  private static boolean hasNext(DataFileStream<GenericRecord> records) throws IOException {
    if (records.hasNext()) {
      return true;
    }
    if (records.hasNext()) {
      throw new EOFException("the file ends inside a block");
    }
    return false;
  }

  /**
   * Checks that a file has columns at the given paths. Throws {@link InputException} with its name
   * when it has not or is not Avro.
   */
  static void check(String file, List<String> columns) throws IOException {
    AvroColumn.of(file, schema(file), columns);
  }

  /** The schema of a file's records; throws as {@link #check}. */
  static Schema schema(String file) throws IOException {
    try (SourceChannel channel = SourceChannel.open(file);
        DataFileStream<GenericRecord> records = open(file, channel)) {
      return schema(file, records);
    }
  }

  private static Schema schema(String file, DataFileStream<GenericRecord> records) {
    Schema schema = records.getSchema();
    if (schema.getType() != Schema.Type.RECORD) {
      throw new InputException(
          "%s holds values of the Avro type %s; records are wanted"
              .formatted(file, schema.getType().getName()));
    }
    return schema;
  }

  private static DataFileStream<GenericRecord> open(String file, SourceChannel channel)
      throws IOException {
    try {
      return new DataFileStream<>(channel.stream(), new GenericDatumReader<>());
    } catch (IOException | RuntimeException malformed) {
      if (channel.failed() || malformed instanceof InputException) {
        throw malformed;
      }
      throw new InputException(file + " is not a readable Avro file", malformed);
    }
  }
}
