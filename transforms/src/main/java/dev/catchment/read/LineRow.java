package dev.catchment.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A row that is one line of CSV without quotes, in the bytes of a reader: made once, used anew. */
final class LineRow implements TableRow {
  private final byte delimiter;
  private final byte quote;
  private final long delimiters;
  private final long quotes;
  private final int[] fields;
  private final boolean isLine;

  /** Where each field begins, and where one after the last would. */
  private final int[] begins;

  private byte[] bytes;
  private boolean isAscii;

  /** The field that was found last. */
  private int begin;

  private int end;

  /**
   * Rows of a file.
   *
   * @param format a format whose rows {@link #canTake}
   * @param width the number of fields of a row
   * @param fields the field of each column
   */
  LineRow(RecordFormat format, int width, int[] fields) {
    this.delimiter = (byte) format.delimiter();
    this.quote = (byte) format.quote();
    this.delimiters = ByteWords.repeat(delimiter);
    this.quotes = ByteWords.repeat(quote);
    this.fields = fields;
    this.begins = new int[width + 1];
    boolean inOrder = fields.length == width;
    for (int column = 0; column < fields.length; column++) {
      inOrder &= fields[column] == column;
    }
    this.isLine = inOrder;
  }

  /** Whether rows of a format can be read where they lie: delimiter and quote are ASCII. */
  static boolean canTake(RecordFormat format) {
    return !format.isWhitespace() && format.delimiter() < 0x80 && format.quote() < 0x80;
  }

  /** Takes the line that a reader is at; false when it has to be looked at more closely. */
  boolean take(LineReader lines) {
    isAscii = lines.isAscii();
    return lines.isSound() && split(lines.bytes(), lines.from(), lines.to());
  }

  private boolean split(byte[] line, int from, int to) {
    int width = begins.length - 1;
    int size = 1;
    begins[0] = from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = ByteWords.at(line, at);
      if (ByteWords.same(word, quotes) != 0) {
        return false;
      }
      for (long found = ByteWords.same(word, delimiters); found != 0; found &= found - 1) {
        if (size == width) {
          return false;
        }
        begins[size] = at + ByteWords.first(found) + 1;
        size++;
      }
    }
    for (; at < to; at++) {
      byte next = line[at];
      if (next == delimiter) {
        if (size == width) {
          return false;
        }
        begins[size] = at + 1;
        size++;
      } else if (next == quote) {
        return false;
      }
    }
    begins[size] = to + 1;
    bytes = line;
    find(0);
    return size == width && (width > 1 || begin < end);
  }

  @Override
  public String text(int column) {
    find(fields[column]);
    return begin == end
        ? null
        : new String(
            bytes,
            begin,
            end - begin,
            isAscii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  @Override
  public String[] texts() {
    String[] texts = new String[fields.length];
    for (int column = 0; column < texts.length; column++) {
      texts[column] = text(column);
    }
    return texts;
  }

  @Override
  public double number(int column) {
    find(fields[column]);
    return Decimals.parse(bytes, begin, end);
  }

  @Override
  public boolean isLine() {
    return isLine;
  }

  @Override
  public void writeLine(OutputStream out) throws IOException {
    out.write(bytes, begins[0], begins[begins.length - 1] - 1 - begins[0]);
  }

  /** Finds the bytes of a field without blanks around them. */
  private void find(int field) {
    begin = begins[field];
    end = begins[field + 1] - 1;
    while (begin < end && isBlank(bytes[begin])) {
      begin++;
    }
    while (begin < end && isBlank(bytes[end - 1])) {
      end--;
    }
  }

  private static boolean isBlank(byte next) {
    return next == ' ' || next == '\t';
  }
}
