package dev.catchment.read;

import com.google.common.collect.AbstractIterator;
import dev.catchment.account.ReadMeter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * The rows of a file of events as they are stored, in their order; holds one row group. What it has
 * read is shown as progress.
 */
public final class EventRows extends AbstractIterator<GenericRecord> implements Closeable {
  private final ReadMeter meter;
  private final ParquetReader<GenericRecord> rows;

  private EventRows(ReadMeter meter, ParquetReader<GenericRecord> rows) {
    this.meter = meter;
    this.rows = rows;
  }

  /** Opens a file on any Beam file system. */
  public static EventRows of(String file) throws IOException {
    ParquetFile parquet = ParquetFile.of(file);
    return new EventRows(parquet.meter(), parquet.rows(field -> true));
  }

  @Override
  protected GenericRecord computeNext() {
    try {
      GenericRecord row = rows.read();
      if (row == null) {
        return endOfData();
      }
      meter.record();
      return row;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    meter.close();
    rows.close();
  }
}
