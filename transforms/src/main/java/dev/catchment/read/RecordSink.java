package dev.catchment.read;

import java.io.IOException;

/** Takes the records of a file one by one. */
interface RecordSink {
  /** Takes a record that begins in a line, its columns in slot order. */
  void record(long line, String[] columns) throws IOException;

  /** Takes a record that lies in a row, which is this one only until the next is taken. */
  default void record(long line, LineRow row) throws IOException {
    record(line, row.texts());
  }

  /**
   * Takes what could not be read as a record.
   *
   * @param line the line it begins in
   * @param reason the kind of failure
   * @param message what is wrong, without any value
   * @param text the text, or its beginning
   */
  void rejected(long line, String reason, String message, String text) throws IOException;

  /** Takes a line with a defect. */
  default void rejected(Line line) throws IOException {
    rejected(line.number(), line.defect().reason(), line.defect().message(), line.text());
  }
}
