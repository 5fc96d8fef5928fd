package dev.catchment.query;

import dev.catchment.query.DataType.Storage;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What is computed of a block: column by column, of the rows for which a condition is true. */
final class Computation implements Serializable {
  private static final long serialVersionUID = 1;

  private final Expression condition;
  private final String conditionText;
  private final Expression[] expressions;
  private final String[] texts;
  private final RowType type;

  /**
   * A computation.
   *
   * @param condition null for all rows
   * @param expressions null for all columns as they are
   */
  Computation(
      Expression condition,
      String conditionText,
      List<Expression> expressions,
      List<String> texts,
      RowType type) {
    this.condition = condition;
    this.conditionText = conditionText;
    this.expressions = expressions.toArray(Expression[]::new);
    this.texts = texts.toArray(String[]::new);
    this.type = type;
  }

  RowType type() {
    return type;
  }

  /** The result, at the position of the block; a row that fails is left out and told. */
  RowBlock of(RowBlock block, Consumer<RowError> errors) {
    int[] kept = condition == null ? null : kept(block, errors);
    int rows = kept == null ? block.rows() : kept.length;
    if (kept != null && rows == block.rows()) {
      kept = null;
    }
    Object[] columns = new Object[expressions.length];
    BitSet[] gaps = new BitSet[expressions.length];
    BitSet failed = null;
    RowCursor cursor = new RowCursor();
    for (int column = 0; column < columns.length; column++) {
      Expression expression = expressions[column];
      if (kept == null && expression.slot() >= 0) {
        columns[column] = block.column(expression.slot());
        gaps[column] = block.missing(expression.slot());
        continue;
      }
      Column target = new Column(expression, rows);
      for (int index = 0; index < rows; index++) {
        if (failed != null && failed.get(index)) {
          continue;
        }
        cursor.moveTo(block, kept == null ? index : kept[index]);
        try {
          target.set(index, cursor);
        } catch (RowFailure e) {
          if (failed == null) {
            failed = new BitSet();
          }
          failed.set(index);
          errors.accept(RowFailures.of(e, texts[column], block, cursor.row()));
        }
      }
      columns[column] = target.values;
      gaps[column] = target.gaps;
    }
    RowBlock result = new RowBlock(type, rows, block.position(), columns, gaps);
    return failed == null ? result : without(result, failed);
  }

  private static RowBlock without(RowBlock block, BitSet failed) {
    int[] rest = IntStream.range(0, block.rows()).filter(row -> !failed.get(row)).toArray();
    return block.take(rest, rest.length).at(block.position());
  }

  private int[] kept(RowBlock block, Consumer<RowError> errors) {
    int[] kept = new int[block.rows()];
    int count = 0;
    RowCursor cursor = new RowCursor();
    for (int row = 0; row < block.rows(); row++) {
      cursor.moveTo(block, row);
      try {
        if (condition.longAt(cursor) == 1 && !cursor.missing) {
          kept[count++] = row;
        }
      } catch (RowFailure e) {
        errors.accept(RowFailures.of(e, conditionText, block, row));
      }
    }
    return count == kept.length ? kept : Arrays.copyOf(kept, count);
  }

  /** A column in the making. */
  private static final class Column {
    private final Expression expression;
    private final Storage storage;
    private final Object values;
    private BitSet gaps;

    Column(Expression expression, int rows) {
      this.expression = expression;
      this.storage = expression.type().storage();
      this.values =
          switch (storage) {
            case LONG -> new long[rows];
            case DOUBLE -> new double[rows];
            case OBJECT -> new Object[rows];
          };
    }

    void set(int index, RowCursor cursor) {
      switch (storage) {
        case LONG -> {
          long value = expression.longAt(cursor);
          if (cursor.missing) {
            gap(index);
          } else {
            ((long[]) values)[index] = value;
          }
        }
        case DOUBLE -> {
          double value = expression.doubleAt(cursor);
          if (cursor.missing) {
            gap(index);
          } else {
            ((double[]) values)[index] = value;
          }
        }
        case OBJECT -> ((Object[]) values)[index] = expression.objectAt(cursor);
      }
    }

    private void gap(int index) {
      if (gaps == null) {
        gaps = new BitSet();
      }
      gaps.set(index);
    }
  }
}
