package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.catchment.read.CsvSplitter.State;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/**
 * Reads delimited text whose rows may have any number of fields. As no width tells where a row
 * ends, a quoted field does not span lines here: a quote that is not closed costs its line alone.
 */
public final class RaggedReader {
  /** The column that holds all fields which the header does not name, as a JSON list of texts. */
  public static final String REST = "rest";

  private static final JsonFactory JSON = new JsonFactory();
  private static final int REST_FIELD = -1;

  private final LineReader lines;
  private final CsvSplitter splitter;
  private final int named;
  private final int[] fields;

  RaggedReader(LineReader lines, RecordFormat format, List<String> columns) {
    this.lines = lines;
    this.splitter = new CsvSplitter(format);
    List<String> header = format.header() == null ? List.of() : format.header();
    this.named = header.size();
    this.fields = columns.stream().mapToInt(column -> field(header, column)).toArray();
  }

  /** Whether rows with a header can have a column of the name. */
  public static boolean isColumn(List<String> header, String column) {
    return header.contains(column) || column.equals(REST) || column.matches("[1-9]\\d{0,8}");
  }

  private static int field(List<String> header, String column) {
    checkArgument(isColumn(header, column), "%s is no column of ragged rows", column);
    if (header.contains(column)) {
      return header.indexOf(column);
    }
    return column.equals(REST) ? REST_FIELD : Integer.parseInt(column) - 1;
  }

  /** Reads at most so many records. */
  void read(long limit, RecordSink sink) throws IOException {
    long records = 0;
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (line.defect() != null) {
        sink.rejected(line);
        records++;
      } else if (!splitter.isBlank(line.text())) {
        read(line, sink);
        records++;
      }
      if (records >= limit) {
        return;
      }
    }
  }

  private void read(Line line, RecordSink sink) throws IOException {
    State state = splitter.start(line.text());
    if (state != State.COMPLETE) {
      sink.rejected(
          line.number(),
          "broken_quote",
          state == State.OPEN
              ? "a quote opens a field that does not end in the line"
              : "something follows the closing quote of field " + splitter.size(),
          line.text());
      return;
    }
    String[] columns = new String[fields.length];
    for (int slot = 0; slot < columns.length; slot++) {
      int field = fields[slot];
      if (field == REST_FIELD) {
        columns[slot] = rest();
      } else if (field < splitter.size()) {
        columns[slot] = splitter.field(field);
      }
    }
    sink.record(line.number(), columns);
  }

  private String rest() throws IOException {
    if (splitter.size() <= named) {
      return null;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (int field = named; field < splitter.size(); field++) {
        json.writeString(splitter.field(field) == null ? "" : splitter.field(field));
      }
      json.writeEndArray();
    }
    return text.toString();
  }
}
