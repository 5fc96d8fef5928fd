package dev.catchment.read;

import dev.catchment.read.CsvSplitter.State;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the records of one file of delimited text.
 *
 * <p>A record that spans lines is believed only if it has exactly as many fields as the header has
 * names. Otherwise its first line alone is rejected and the following ones are read afresh, so that
 * a stray quote costs one record. A line is looked at twice at most: every line whose quotes open a
 * field when it is read afresh closes one when it is read as a continuation.
 *
 * <p>Holds the lines of one record, at most the longest record allowed.
 */
final class CsvReader {
  private final String file;
  private final LineReader lines;
  private final RecordFormat format;
  private final CsvSplitter splitter;
  private final ArrayDeque<Line> ahead = new ArrayDeque<>();

  CsvReader(String file, LineReader lines, RecordFormat format) {
    this.file = file;
    this.lines = lines;
    this.format = format;
    this.splitter = new CsvSplitter(format);
  }

  /** Reads all records, their columns in the order of the names; a file without bytes has none. */
  void read(List<String> columns, RecordSink sink) throws IOException {
    read(columns, Long.MAX_VALUE, sink);
  }

  /** Reads at most so many records. */
  void read(List<String> columns, long limit, RecordSink sink) throws IOException {
    if (isEmpty()) {
      return;
    }
    List<String> header = header(sink);
    if (!header.isEmpty()) {
      readBelow(header, columns, limit, sink);
    }
  }

  /** Reads at most so many records below a header. */
  void readBelow(List<String> header, List<String> columns, long limit, RecordSink sink)
      throws IOException {
    int[] fields = Header.find(file, header, columns);
    LineRow row = LineRow.canTake(format) ? new LineRow(format, header.size(), fields) : null;
    long records = 0;
    while (records < limit) {
      Line line = ahead.poll();
      if (line == null) {
        if (!lines.advance()) {
          return;
        }
        if (row != null && row.take(lines)) {
          sink.record(lines.number(), row);
          records++;
          continue;
        }
        line = lines.line();
      }
      if (read(line, header.size(), fields, sink)) {
        records++;
      }
    }
  }

  /**
   * Reads the record that begins in a line, and further lines if it goes on there.
   *
   * @param width the number of fields of a record
   * @param fields the field of each column
   * @return whether there is one, good or bad; false for a blank line
   */
  private boolean read(Line line, int width, int[] fields, RecordSink sink) throws IOException {
    if (line.defect() != null) {
      sink.rejected(line);
      return true;
    }
    if (splitter.isBlank(line.text())) {
      return false;
    }
    readFields(line, width, fields, sink);
    return true;
  }

  /**
   * The names of the columns; empty when the file is damaged before the header ends, which is
   * rejected. Throws {@link InputException} when there is no header or it cannot be read.
   */
  List<String> header(RecordSink sink) throws IOException {
    if (format.header() != null) {
      return format.header();
    }
    Line line = take();
    while (line != null && line.defect() == null && splitter.isBlank(line.text())) {
      line = take();
    }
    State state = line == null || line.defect() != null ? null : splitter.start(line.text());
    long length = 0;
    while (state == State.OPEN) {
      line = take();
      length += line == null ? 0 : line.text().length() + 1;
      boolean usable = line != null && line.defect() == null && length <= format.maxRecordBytes();
      state = usable ? splitter.resume(line.text()) : null;
    }
    if (state == State.COMPLETE) {
      return fields();
    }
    if (line != null && line.defect() == Line.Defect.TRUNCATED) {
      sink.rejected(line);
      return List.of();
    }
    throw new InputException(
        line == null && length == 0
            ? file + " is empty: a header line with the names of the columns is expected"
            : file + " has no readable header: its first line must name the columns in UTF-8");
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    for (int field = 0; field < splitter.size(); field++) {
      String name = splitter.field(field);
      fields.add(name == null ? "" : name);
    }
    return fields;
  }

  private void readFields(Line line, int width, int[] fields, RecordSink sink) throws IOException {
    State state = splitter.start(line.text());
    if (state == State.OPEN && !resume(line, width)) {
      sink.rejected(
          line.number(),
          "broken_quote",
          "a quote opens a field that does not end where the record could end",
          line.text());
    } else if (state == State.BROKEN) {
      sink.rejected(
          line.number(),
          "broken_quote",
          "something follows the closing quote of field " + splitter.size(),
          line.text());
    } else if (splitter.size() != width) {
      sink.rejected(
          line.number(),
          "wrong_number_of_fields",
          "expected " + width + " fields, found " + splitter.size(),
          line.text());
    } else {
      String[] columns = new String[fields.length];
      for (int slot = 0; slot < fields.length; slot++) {
        columns[slot] = splitter.field(fields[slot]);
      }
      sink.record(line.number(), columns);
    }
  }

  /** Reads on in the following lines; gives them all back unless they end a believable record. */
  private boolean resume(Line first, int width) throws IOException {
    ArrayDeque<Line> taken = new ArrayDeque<>();
    long length = first.text().length();
    State state = State.OPEN;
    while (state == State.OPEN) {
      Line line = take();
      if (line == null) {
        break;
      }
      taken.push(line);
      length += line.text().length() + 1L;
      if (line.defect() != null || length > format.maxRecordBytes()) {
        break;
      }
      state = splitter.resume(line.text());
    }
    if (state == State.COMPLETE && splitter.size() == width) {
      return true;
    }
    taken.forEach(ahead::push);
    return false;
  }

  /** Whether there is no line at all, before anything is read. */
  boolean isEmpty() throws IOException {
    Line first = take();
    if (first != null) {
      ahead.push(first);
    }
    return first == null;
  }

  private Line take() throws IOException {
    Line line = ahead.poll();
    return line != null ? line : lines.next();
  }
}
