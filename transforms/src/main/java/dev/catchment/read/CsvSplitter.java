package dev.catchment.read;

import java.util.Arrays;

/**
 * Cuts lines of delimited text into fields after RFC 4180. A record may go on over several lines:
 * the first is given to {@link #start}, the following ones to {@link #resume} for as long as the
 * answer is {@link State#OPEN}.
 *
 * <p>A quote inside a field that does not begin with one is ordinary text. FastCSV, which the
 * property tests take as the reference for well-formed input, is not used here because it decides
 * over record borders itself: a single stray quote makes it swallow everything up to the next one.
 * Here the caller sees every line, can go back, and only the fields that are asked for become
 * strings.
 */
final class CsvSplitter {
  /** How far a record has got at the end of a line. */
  enum State {
    /** The record ends with the line. */
    COMPLETE,
    /** A quoted field goes on in the next line. */
    OPEN,
    /** Something other than a delimiter follows a closing quote. */
    BROKEN
  }

  private final boolean whitespace;
  private final char delimiter;
  private final char quote;

  private String line = "";
  private int size;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private String[] texts = new String[16];
  private final StringBuilder open = new StringBuilder();

  CsvSplitter(RecordFormat format) {
    this.whitespace = format.isWhitespace();
    this.delimiter = format.delimiter();
    this.quote = format.quote();
  }

  /** Cuts the first line of a record. */
  State start(String text) {
    line = text;
    size = 0;
    if (whitespace) {
      return splitAtWhitespace();
    }
    return split(0);
  }

  /** Cuts a further line of a record whose last line ended inside a quoted field. */
  State resume(String text) {
    for (int field = 0; field < size; field++) {
      texts[field] = text(field);
    }
    line = text;
    open.append('\n');
    int at = quoted(0);
    if (at < 0) {
      return State.OPEN;
    }
    if (at == line.length()) {
      return State.COMPLETE;
    }
    return line.charAt(at) == delimiter ? split(at + 1) : State.BROKEN;
  }

  /** The number of fields so far. */
  int size() {
    return size;
  }

  /** A field without surrounding blanks and tabs; null when nothing is left. */
  String field(int index) {
    String text = texts[index] == null ? line : texts[index];
    int first = texts[index] == null ? from[index] : 0;
    int last = texts[index] == null ? to[index] : text.length();
    while (first < last && isBlank(text.charAt(first))) {
      first++;
    }
    while (first < last && isBlank(text.charAt(last - 1))) {
      last--;
    }
    return first == last ? null : text.substring(first, last);
  }

  /** Whether a line holds no record: nothing but blanks and tabs that do not delimit fields. */
  boolean isBlank(String text) {
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      if (!isBlank(next) || (next == delimiter && !whitespace)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }

  private State split(int begin) {
    int at = begin;
    while (true) {
      if (at < line.length() && line.charAt(at) == quote) {
        open.setLength(0);
        at = quoted(at + 1);
        if (at < 0) {
          return State.OPEN;
        }
      } else {
        int stop = line.indexOf(delimiter, at);
        stop = stop < 0 ? line.length() : stop;
        add(at, stop, null);
        at = stop;
      }
      if (at == line.length()) {
        return State.COMPLETE;
      }
      if (line.charAt(at) != delimiter) {
        return State.BROKEN;
      }
      at++;
    }
  }

  /** Reads a quoted field from inside it to its closing quote; -1 when the line ends before. */
  private int quoted(int begin) {
    int at = begin;
    while (true) {
      int stop = line.indexOf(quote, at);
      if (stop < 0) {
        open.append(line, at, line.length());
        return -1;
      }
      boolean doubled = stop + 1 < line.length() && line.charAt(stop + 1) == quote;
      if (!doubled) {
        if (open.length() == 0) {
          add(at, stop, null);
        } else {
          add(0, 0, open.append(line, at, stop).toString());
        }
        return stop + 1;
      }
      open.append(line, at, stop + 1);
      at = stop + 2;
    }
  }

  private State splitAtWhitespace() {
    int at = 0;
    int length = line.length();
    while (true) {
      while (at < length && isBlank(line.charAt(at))) {
        at++;
      }
      if (at == length) {
        return State.COMPLETE;
      }
      int begin = at;
      while (at < length && !isBlank(line.charAt(at))) {
        at++;
      }
      add(begin, at, null);
    }
  }

  private void add(int begin, int stop, String text) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
      texts = Arrays.copyOf(texts, 2 * size);
    }
    from[size] = begin;
    to[size] = stop;
    texts[size] = text;
    size++;
  }

  private String text(int field) {
    return texts[field] == null ? line.substring(from[field], to[field]) : texts[field];
  }
}
