package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a file is cut into records and columns; immutable. */
public final class RecordFormat implements Serializable {
  private static final long serialVersionUID = 1;

  /** The longest record that is read unless another limit is given: 1 MiB. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 1 << 20;

  /**
   * How many times its size a compressed file may unpack to unless another limit is given: text
   * reaches 10 to 30.
   */
  public static final int DEFAULT_MAX_RATIO = 200;

  private enum Kind {
    DELIMITED,
    WHITESPACE,
    JSON_LINES,
    PATTERN_LINES,
    TEXT_LINES,
    AVRO,
    PARQUET
  }

  private final Kind kind;
  private final char delimiter;
  private final char quote;
  private final List<String> header;
  private final boolean ragged;
  private final LinePattern pattern;
  private final String charset;
  private final int maxRecordBytes;
  private final int maxRatio;

  private RecordFormat(
      Kind kind,
      char delimiter,
      char quote,
      List<String> header,
      boolean ragged,
      LinePattern pattern,
      String charset,
      int maxRecordBytes,
      int maxRatio) {
    this.kind = kind;
    this.delimiter = delimiter;
    this.quote = quote;
    this.header = header;
    this.ragged = ragged;
    this.pattern = pattern;
    this.charset = charset;
    this.maxRecordBytes = maxRecordBytes;
    this.maxRatio = maxRatio;
  }

  private static RecordFormat of(Kind kind, LinePattern pattern) {
    return new RecordFormat(
        kind,
        ',',
        '"',
        null,
        false,
        pattern,
        StandardCharsets.UTF_8.name(),
        DEFAULT_MAX_RECORD_BYTES,
        DEFAULT_MAX_RATIO);
  }

  /**
   * Comma-separated values of RFC 4180 in UTF-8, the first line names the columns. Blanks around a
   * field do not belong to it; a line break inside a quoted field is read as LF.
   */
  public static RecordFormat csv() {
    return of(Kind.DELIMITED, null);
  }

  /** One JSON object a line, in UTF-8; a column is a dotted path such as {@code items.0.sku}. */
  public static RecordFormat jsonLines() {
    return of(Kind.JSON_LINES, null);
  }

  /** Lines of text, in UTF-8; the columns are the named groups of a regular expression. */
  public static RecordFormat lines(LinePattern pattern) {
    return of(Kind.PATTERN_LINES, pattern);
  }

  /**
   * Lines of text as they stand, blank ones too, in UTF-8; the only column is {@value
   * RecordReader#LINE}.
   */
  public static RecordFormat textLines() {
    return of(Kind.TEXT_LINES, null);
  }

  /** Avro container files; a column is a dotted path such as {@code items.0.sku}. */
  public static RecordFormat avro() {
    return of(Kind.AVRO, null);
  }

  /** Parquet files; a column is a dotted path such as {@code items.0.sku}. */
  public static RecordFormat parquet() {
    return of(Kind.PARQUET, null);
  }

  /** The same format with another character between the fields. */
  public RecordFormat withDelimiter(char character) {
    checkDelimited("a delimiter");
    checkArgument(
        character != quote && character != '\n' && character != '\r',
        "the delimiter cannot be the quote or a line break");
    return new RecordFormat(
        Kind.DELIMITED,
        character,
        quote,
        header,
        ragged,
        pattern,
        charset,
        maxRecordBytes,
        maxRatio);
  }

  /** Fields between runs of blanks and tabs; those before the first field count for nothing. */
  public RecordFormat withWhitespaceDelimiter() {
    checkDelimited("a delimiter");
    return new RecordFormat(
        Kind.WHITESPACE,
        delimiter,
        quote,
        header,
        ragged,
        pattern,
        charset,
        maxRecordBytes,
        maxRatio);
  }

  /** The same format with another character around fields; doubled inside a field it is itself. */
  public RecordFormat withQuote(char character) {
    checkDelimited("a quote");
    checkArgument(
        character != delimiter && character != '\n' && character != '\r',
        "the quote cannot be the delimiter or a line break");
    return new RecordFormat(
        kind, delimiter, character, header, ragged, pattern, charset, maxRecordBytes, maxRatio);
  }

  /** The names of the columns of a file that has no header line. */
  public RecordFormat withHeader(List<String> names) {
    checkDelimited("a header");
    checkArgument(!names.isEmpty(), "the header names no column");
    return new RecordFormat(
        kind,
        delimiter,
        quote,
        List.copyOf(names),
        ragged,
        pattern,
        charset,
        maxRecordBytes,
        maxRatio);
  }

  /** The longest record in bytes, 1 to 256 MiB; a longer one is rejected. */
  public RecordFormat withMaxRecordBytes(int bytes) {
    checkArgument(
        bytes >= 1 && bytes <= 1 << 28, "maxRecordBytes is %s, not in 1 to %s", bytes, 1 << 28);
    return new RecordFormat(
        kind, delimiter, quote, header, ragged, pattern, charset, bytes, maxRatio);
  }

  /**
   * Rows of any width: the header names the first fields, a whole number from 1 on is the field at
   * that place, and {@link RaggedReader#REST} all fields that the header does not name.
   */
  public RecordFormat withRaggedRows() {
    checkDelimited("rows of any width");
    return new RecordFormat(
        kind, delimiter, quote, header, true, pattern, charset, maxRecordBytes, maxRatio);
  }

  /** The encoding of the text, any that this Java has; {@code UTF-8} unless given. */
  public RecordFormat withCharset(Charset encoding) {
    checkArgument(isText(), "%s has no encoding", kind);
    return new RecordFormat(
        kind, delimiter, quote, header, ragged, pattern, encoding.name(), maxRecordBytes, maxRatio);
  }

  /** How many times its size a compressed file may unpack to, at least 1. */
  public RecordFormat withMaxRatio(int times) {
    checkArgument(times >= 1, "maxRatio is %s, not at least 1", times);
    return new RecordFormat(
        kind, delimiter, quote, header, ragged, pattern, charset, maxRecordBytes, times);
  }

  /** Whether the records are JSON objects and not rows of a table. */
  public boolean isJsonLines() {
    return kind == Kind.JSON_LINES;
  }

  /** Whether the records are lines of text as they stand. */
  boolean isTextLines() {
    return kind == Kind.TEXT_LINES;
  }

  /** Whether the files are Avro containers. */
  public boolean isAvro() {
    return kind == Kind.AVRO;
  }

  /** Whether the files are Parquet. */
  public boolean isParquet() {
    return kind == Kind.PARQUET;
  }

  /** Whether the files are text. */
  public boolean isText() {
    return kind != Kind.AVRO && kind != Kind.PARQUET;
  }

  /** Whether the rows may have any width. */
  public boolean isRagged() {
    return ragged;
  }

  /** Whether a message of a topic can be a record. */
  public boolean isMessage() {
    return isUtf8() && (isJsonLines() || isDelimited());
  }

  /** Whether each record is one row of a table with a header. */
  boolean isDelimited() {
    return !ragged && (kind == Kind.DELIMITED || kind == Kind.WHITESPACE);
  }

  /**
   * Whether a file that is not compressed can be read in parts, if no quoted field holds the end of
   * a line.
   */
  boolean canBeCut() {
    return isText() && isUtf8() && !ragged;
  }

  /** Whether a field may hold the end of a line. */
  boolean hasQuotes() {
    return kind == Kind.DELIMITED;
  }

  /** Whether the text is UTF-8, so that bytes of the file are those of its text. */
  boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8.name());
  }

  /** The decoded and bounded content of a file. */
  SourceChannel decode(String file, SourceChannel channel) {
    SourceChannel bounded = channel.bounded(file, maxRatio);
    return isUtf8() ? bounded : bounded.transcoded(Charset.forName(charset));
  }

  /** What each line must match, or null for another kind of records. */
  LinePattern pattern() {
    return pattern;
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
    checkArgument(
        kind == Kind.DELIMITED || kind == Kind.WHITESPACE, "%s does not have %s", kind, what);
  }
}
