package dev.catchment.read;

import dev.catchment.model.RawRecord;
import java.io.IOException;
import java.io.OutputStream;

/** A row of a table; its columns are those of the table, by number from 0. */
public interface TableRow {
  /** The text of a cell without blanks and tabs around it, or null when nothing is left. */
  String text(int column);

  /** The number in a cell: NaN when it is empty, an infinity when its text is no finite number. */
  double number(int column);

  /** The texts of all cells, as {@link #text}; not to be changed. */
  String[] texts();

  /** Whether the row is a line of CSV of all columns in their order, without quotes. */
  default boolean isLine() {
    return false;
  }

  /** Writes the line without its end, if the row {@link #isLine}. */
  default void writeLine(OutputStream out) throws IOException {
    throw new IllegalStateException("the row is not a line");
  }

  /** The row of a record whose columns are those of the table. */
  static TableRow of(RawRecord record) {
    return new TextRow(record.columns());
  }
}
