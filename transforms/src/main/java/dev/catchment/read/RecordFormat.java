package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.List;

/** How a text file is cut into records and columns; immutable. */
public final class RecordFormat implements Serializable {
  private static final long serialVersionUID = 1;

  /** The longest record that is read unless another limit is given: 1 MiB. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 1 << 20;

  private enum Kind {
    DELIMITED,
    WHITESPACE,
    JSON_LINES
  }

  private final Kind kind;
  private final char delimiter;
  private final char quote;
  private final List<String> header;
  private final int maxRecordBytes;

  private RecordFormat(
      Kind kind, char delimiter, char quote, List<String> header, int maxRecordBytes) {
    this.kind = kind;
    this.delimiter = delimiter;
    this.quote = quote;
    this.header = header;
    this.maxRecordBytes = maxRecordBytes;
  }

  /**
   * Comma-separated values of RFC 4180 in UTF-8, the first line names the columns. Blanks around a
   * field do not belong to it; a line break inside a quoted field is read as LF.
   */
  public static RecordFormat csv() {
    return new RecordFormat(Kind.DELIMITED, ',', '"', null, DEFAULT_MAX_RECORD_BYTES);
  }

  /** One JSON object a line, in UTF-8; a column is a dotted path such as {@code items.0.sku}. */
  public static RecordFormat jsonLines() {
    return new RecordFormat(Kind.JSON_LINES, ',', '"', null, DEFAULT_MAX_RECORD_BYTES);
  }

  /** The same format with another character between the fields. */
  public RecordFormat withDelimiter(char character) {
    checkDelimited("a delimiter");
    checkArgument(
        character != quote && character != '\n' && character != '\r',
        "the delimiter cannot be the quote or a line break");
    return new RecordFormat(Kind.DELIMITED, character, quote, header, maxRecordBytes);
  }

  /** Fields between runs of blanks and tabs; those before the first field count for nothing. */
  public RecordFormat withWhitespaceDelimiter() {
    checkDelimited("a delimiter");
    return new RecordFormat(Kind.WHITESPACE, delimiter, quote, header, maxRecordBytes);
  }

  /** The same format with another character around fields; doubled inside a field it is itself. */
  public RecordFormat withQuote(char character) {
    checkDelimited("a quote");
    checkArgument(
        character != delimiter && character != '\n' && character != '\r',
        "the quote cannot be the delimiter or a line break");
    return new RecordFormat(kind, delimiter, character, header, maxRecordBytes);
  }

  /** The names of the columns of a file that has no header line. */
  public RecordFormat withHeader(List<String> names) {
    checkDelimited("a header");
    checkArgument(!names.isEmpty(), "the header names no column");
    return new RecordFormat(kind, delimiter, quote, List.copyOf(names), maxRecordBytes);
  }

  /** The longest record in bytes, 1 to 256 MiB; a longer one is rejected. */
  public RecordFormat withMaxRecordBytes(int bytes) {
    checkArgument(
        bytes >= 1 && bytes <= 1 << 28, "maxRecordBytes is %s, not in 1 to %s", bytes, 1 << 28);
    return new RecordFormat(kind, delimiter, quote, header, bytes);
  }

  /** Whether the records are JSON objects and not rows of a table. */
  public boolean isJsonLines() {
    return kind == Kind.JSON_LINES;
  }

  boolean isWhitespace() {
    return kind == Kind.WHITESPACE;
  }

  char delimiter() {
    return delimiter;
  }

  char quote() {
    return quote;
  }

  /** The names given, or null when the file's first line has them. */
  List<String> header() {
    return header;
  }

  int maxRecordBytes() {
    return maxRecordBytes;
  }

  private void checkDelimited(String what) {
    checkArgument(kind != Kind.JSON_LINES, "JSON lines do not have %s", what);
  }
}
