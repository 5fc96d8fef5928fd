package dev.catchment.read;

import java.util.List;
import org.apache.avro.generic.GenericRecord;

/** A row of a Parquet file: made once, used anew. */
final class ParquetRow implements TableRow {
  private final List<ParquetCells.Cell> cells;
  private GenericRecord record;

  /** Rows of a file, the cells of its columns in their order. */
  ParquetRow(List<ParquetCells.Cell> cells) {
    this.cells = cells;
  }

  /** The row of a record. */
  ParquetRow at(GenericRecord next) {
    record = next;
    return this;
  }

  @Override
  public String text(int column) {
    return cells.get(column).text(record);
  }

  @Override
  public double number(int column) {
    return cells.get(column).number(record);
  }

  @Override
  public String[] texts() {
    String[] texts = new String[cells.size()];
    for (int column = 0; column < texts.length; column++) {
      texts[column] = text(column);
    }
    return texts;
  }
}
