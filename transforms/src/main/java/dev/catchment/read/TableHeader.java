package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.util.List;

/** Reads the names of a text table's columns, on the machine that launches a job. */
public final class TableHeader {
  /**
   * What stands above the records.
   *
   * @param names the names of the columns
   * @param end the number of bytes before the first record
   */
  record Head(List<String> names, long end) {}

  private TableHeader() {}

  /**
   * The names of the columns of a file. Throws {@link InputException} with the file's name when it
   * is missing, empty or has no readable header.
   */
  public static List<String> read(String file, RecordFormat format) {
    return head(file, format).names();
  }

  /** As {@link #head}, or what the format itself says. */
  static Head headOf(String file, RecordFormat format) {
    return format.header() != null ? new Head(format.header(), 0) : head(file, format);
  }

  /** As {@link #read}, with the place where the header ends. */
  static Head head(String file, RecordFormat format) {
    checkArgument(format.isText() && !format.isJsonLines(), "only tables of text have a header");
    try (SourceChannel channel = SourceChannel.open(file)) {
      LineReader lines = new LineReader(format.decode(file, channel), format.maxRecordBytes());
      List<String> header = new CsvReader(file, lines, format).header(new Ignored());
      if (header.isEmpty()) {
        throw new InputException(file + " is damaged: its header cannot be decompressed");
      }
      return new Head(header, lines.nextOffset());
    } catch (IOException failure) {
      throw new InputException("cannot read " + file + ": " + failure.getMessage(), failure);
    }
  }

  /**
   * Checks that a file has the columns of the given names. Throws {@link InputException} as {@link
   * #read} does, and with the nearest name when a column is missing or stands twice.
   */
  public static void check(String file, RecordFormat format, List<String> columns) {
    try {
      if (format.isAvro()) {
        AvroReader.check(file, columns);
      } else if (format.isParquet()) {
        ParquetRecords.check(file, columns);
      } else {
        Header.find(file, read(file, format), columns);
      }
    } catch (IOException failure) {
      throw new InputException("cannot read " + file + ": " + failure.getMessage(), failure);
    }
  }

  /** The caller learns of a damaged header from the empty answer. */
  private static final class Ignored implements RecordSink {
    @Override
    public void record(long line, String[] columns) {}

    @Override
    public void rejected(long line, String reason, String message, String text) {}
  }
}
