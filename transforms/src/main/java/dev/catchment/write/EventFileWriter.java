package dev.catchment.write;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Iterator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.util.MimeTypes;

/** Writes a file of an event store row by row, in the form of {@link WriteEvents}. */
public final class EventFileWriter {
  private EventFileWriter() {}

  /**
   * Writes a file that appears whole or not at all.
   *
   * @param rows in the order of the file; gone through once
   * @return the number of rows
   */
  public static long write(String file, Schema columns, Iterator<GenericRecord> rows)
      throws IOException {
    long[] written = new long[1];
    WholeFile.write(file, MimeTypes.BINARY, channel -> written[0] = write(channel, columns, rows));
    return written[0];
  }

  private static long write(
      WritableByteChannel channel, Schema columns, Iterator<GenericRecord> rows)
      throws IOException {
    ParquetSink sink = new ParquetSink(columns);
    sink.open(channel);
    long written = 0;
    while (rows.hasNext()) {
      sink.write(rows.next());
      written++;
    }
    sink.flush();
    return written;
  }
}
