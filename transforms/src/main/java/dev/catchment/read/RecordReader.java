package dev.catchment.read;

import java.io.IOException;
import java.util.List;

/** Reads the records of one file into a sink. */
final class RecordReader {
  private RecordReader() {}

  /**
   * Reads all records with the given columns. Throws {@link InputException} when the header lacks
   * one, {@link IOException} when the storage fails; whatever else the bytes are, they are read or
   * rejected.
   */
  static void read(
      String file,
      SourceChannel channel,
      RecordFormat format,
      List<String> columns,
      RecordSink sink)
      throws IOException {
    LineReader lines = new LineReader(channel, format.maxRecordBytes());
    if (format.isJsonLines()) {
      readJson(lines, new JsonPicker(columns), sink);
    } else {
      new CsvReader(file, lines, format).read(columns, sink);
    }
  }

  private static void readJson(LineReader lines, JsonPicker picker, RecordSink sink)
      throws IOException {
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (line.defect() != null) {
        sink.rejected(line);
      } else if (!line.text().isBlank()) {
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
