package dev.catchment.query;

/** A row that expressions are evaluated for. */
final class RowCursor {
  private RowBlock block;
  private int row;

  /** Whether the last expression that was evaluated to a number had no value. */
  boolean missing;

  void moveTo(RowBlock newBlock, int newRow) {
    block = newBlock;
    row = newRow;
  }

  RowBlock block() {
    return block;
  }

  int row() {
    return row;
  }
}
