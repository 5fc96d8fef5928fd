package dev.catchment.read;

import dev.catchment.read.CsvSplitter.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The first rows of a delimited text, cut into fields as a format says, its header like any other:
 * what shows whether the format is the right one. Holds the lines of these rows.
 */
public final class FirstRows {
  /** The most lines that a quoted field is followed over. */
  private static final int MOST_LINES = 100;

  /**
   * A row.
   *
   * @param fields its fields without surrounding blanks, null where nothing is left
   * @param isWhole whether its quotes are in order
   */
  public record Row(List<String> fields, boolean isWhole) {
    public Row {
      fields = Collections.unmodifiableList(new ArrayList<>(fields));
    }
  }

  private FirstRows() {}

  /** The rows of at most so many lines; throws {@link InputException} when there is no reading. */
  public static List<Row> of(String file, RecordFormat format, int limit) {
    try (SourceChannel channel = SourceChannel.open(file)) {
      LineReader reader = new LineReader(format.decode(file, channel), format.maxRecordBytes());
      CsvSplitter splitter = new CsvSplitter(format);
      List<String> lines = new ArrayList<>();
      for (Line line = reader.next(); line != null && lines.size() < limit; line = reader.next()) {
        if (!splitter.isBlank(line.text())) {
          lines.add(line.text());
        }
      }
      return rows(lines, splitter, lines.size() == limit);
    } catch (IOException failure) {
      throw new InputException("cannot read " + file + ": " + failure.getMessage(), failure);
    }
  }

  /** Cuts lines; a field that is still open at the last of them goes on where there are more. */
  private static List<Row> rows(List<String> lines, CsvSplitter splitter, boolean isCut) {
    List<Row> rows = new ArrayList<>();
    int next = 0;
    while (next < lines.size()) {
      State state = splitter.start(lines.get(next));
      int last = next;
      while (state == State.OPEN && last + 1 < lines.size() && last - next < MOST_LINES) {
        last++;
        state = splitter.resume(lines.get(last));
      }
      if (state == State.OPEN && last - next < MOST_LINES && isCut) {
        return rows;
      }
      boolean isWhole = state == State.COMPLETE;
      List<String> fields = new ArrayList<>();
      for (int field = 0; field < splitter.size(); field++) {
        fields.add(splitter.field(field));
      }
      rows.add(new Row(fields, isWhole));
      next = isWhole ? last + 1 : next + 1;
    }
    return rows;
  }
}
