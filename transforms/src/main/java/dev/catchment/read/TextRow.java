package dev.catchment.read;

/** A row whose cells are texts already. */
final class TextRow implements TableRow {
  private final String[] cells;

  /** The row of these cells, of which the array is kept. */
  TextRow(String[] cells) {
    this.cells = cells;
  }

  @Override
  public String text(int column) {
    return cells[column];
  }

  @Override
  public String[] texts() {
    return cells;
  }

  @Override
  public double number(int column) {
    return Decimals.parse(cells[column]);
  }
}
