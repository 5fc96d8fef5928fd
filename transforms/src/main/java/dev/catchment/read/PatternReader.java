package dev.catchment.read;

import java.io.IOException;
import java.util.List;

/** Reads the lines of one file as records of a {@link LinePattern}. */
final class PatternReader {
  private PatternReader() {}

  /** Reads at most so many records. */
  static void read(
      LineReader lines, LinePattern pattern, List<String> columns, long limit, RecordSink sink)
      throws IOException {
    int[] groups = pattern.groups(columns);
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
        String[] texts = pattern.match(line.text(), groups);
        if (texts != null) {
          sink.record(line.number(), texts);
        } else {
          sink.rejected(
              line.number(), "no_match", "the line does not match the expression", line.text());
        }
      }
    }
  }
}
