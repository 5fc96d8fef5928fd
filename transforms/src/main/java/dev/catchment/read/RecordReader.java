package dev.catchment.read;

import java.io.IOException;
import java.util.List;

/** Reads the records of one file into a sink. */
final class RecordReader {
  private RecordReader() {}

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
    LineReader lines = new LineReader(channel, format.maxRecordBytes());
    if (format.isJsonLines()) {
      readJson(lines, new JsonPicker(columns), limit, sink);
    } else {
      new CsvReader(file, lines, format).read(columns, limit, sink);
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
