package dev.catchment.read;

import java.util.BitSet;

/** Finds out which columns hold numbers in the rows that it is shown. */
final class NumericColumns implements RecordSink {
  private final BitSet numbers = new BitSet();
  private final BitSet texts = new BitSet();
  private final int size;

  NumericColumns(int size) {
    this.size = size;
  }

  /** Whether a column held a number and no other text. */
  boolean isNumeric(int column) {
    return numbers.get(column) && !texts.get(column);
  }

  @Override
  public void record(long line, String[] columns) {
    for (int column = 0; column < size; column++) {
      if (columns[column] != null) {
        (Double.isFinite(Decimals.parse(columns[column])) ? numbers : texts).set(column);
      }
    }
  }

  @Override
  public void rejected(long line, String reason, String message, String text) {}
}
