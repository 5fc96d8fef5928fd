package dev.catchment.read;

import java.io.IOException;
import java.util.List;

/** Reads the records of one file into a sink. */
final class RecordReader {
  /** The column of lines of text. */
  static final String LINE = "line";

  private RecordReader() {}

  /** Opens the content of a file. */
  interface Opener {
    SourceChannel open(String file) throws IOException;
  }

  /** As the other method for a file by its name. */
  static void read(
      String file,
      Opener opener,
      RecordFormat format,
      List<String> columns,
      long limit,
      RecordSink sink)
      throws IOException {
    if (format.isParquet()) {
      ParquetRecords.read(file, columns, limit, sink);
      return;
    }
    try (SourceChannel channel = opener.open(file)) {
      read(file, channel, format, columns, limit, sink);
    }
  }

  /**
   * Reads the records with the given columns, at most so many. Throws {@link InputException} when
   * the header lacks one, {@link IOException} when the storage fails; whatever else the bytes are,
   * they are read or rejected.
   */
  static void read(
      String file,
      SourceChannel channel,
      RecordFormat format,
      List<String> columns,
      long limit,
      RecordSink sink)
      throws IOException {
    SourceChannel content = format.decode(file, channel);
    if (format.isAvro()) {
      AvroReader.read(file, content, columns, limit, sink);
      return;
    }
    LineReader lines = new LineReader(content, format.maxRecordBytes());
    if (format.isDelimited()) {
      new CsvReader(file, lines, format).read(columns, limit, sink);
    } else {
      readLines(lines, format, columns, limit, sink);
    }
  }

  /** As the other methods for the records that begin in a range of a file's bytes. */
  static void read(RecordRange range, RecordFormat format, List<String> columns, RecordSink sink)
      throws IOException {
    if (range.isWholeFile()) {
      read(range.file(), SourceChannel::openInStep, format, columns, Long.MAX_VALUE, sink);
      return;
    }
    // The byte before the range tells whether a line begins with it.
    long position = Math.max(range.begin() - 1, 0);
    try (SourceChannel channel = SourceChannel.openInStep(range, position)) {
      LineReader lines =
          new LineReader(channel, format.maxRecordBytes(), position, range.linesBefore());
      lines.until(range.end());
      if (range.begin() > 0 && !lines.advance()) {
        return;
      }
      if (format.isDelimited()) {
        TableHeader.Head head = TableHeader.headOf(range.file(), format);
        while (lines.nextOffset() < head.end() && lines.advance()) {}
        new CsvReader(range.file(), lines, format)
            .readBelow(head.names(), columns, Long.MAX_VALUE, sink);
      } else {
        readLines(lines, format, columns, Long.MAX_VALUE, sink);
      }
    }
  }

  private static void readLines(
      LineReader lines, RecordFormat format, List<String> columns, long limit, RecordSink sink)
      throws IOException {
    if (format.isTextLines()) {
      readText(lines, columns, limit, sink);
    } else if (format.pattern() != null) {
      PatternReader.read(lines, format.pattern(), columns, limit, sink);
    } else if (format.isRagged()) {
      new RaggedReader(lines, format, columns).read(limit, sink);
    } else {
      readJson(lines, new JsonPicker(columns), limit, sink);
    }
  }

  private static void readText(LineReader lines, List<String> columns, long limit, RecordSink sink)
      throws IOException {
    Header.find("text", List.of(LINE), columns);
    for (long records = 0; records < limit; records++) {
      Line line = lines.next();
      if (line == null) {
        return;
      }
      if (line.defect() != null) {
        sink.rejected(line);
      } else {
        sink.record(line.number(), columns.isEmpty() ? new String[0] : new String[] {line.text()});
      }
    }
  }

  private static void readJson(LineReader lines, JsonPicker picker, long limit, RecordSink sink)
      throws IOException {
    long records = 0;
    while (records < limit) {
      Line line = lines.next();
      if (line == null) {
        return;
      }
      if (line.defect() != null) {
        sink.rejected(line);
        records++;
      } else if (!line.text().isBlank()) {
        records++;
        String[] columns = picker.pick(line.text());
        if (columns != null) {
          sink.record(line.number(), columns);
        } else {
          sink.rejected(
              line.number(), "invalid_json", "the line is not one JSON object", line.text());
        }
      }
    }
  }
}
