package dev.catchment.pipelines.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.query.DataType;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Rows as bytes come back as they were, and sort as their values do. */
public class SortedRowTest {
  private static final RowType TYPE =
      RowType.empty()
          .with("whole", DataType.INTEGER)
          .with("number", DataType.DOUBLE)
          .with("text", DataType.TEXT)
          .with("exact", DataType.DECIMAL)
          .with("raw", DataType.BYTES)
          .with("day", DataType.DATE);
  private static final long SEED = 20260131;
  private static final int ROWS = 2000;

  @Test
  public void everyRowComesBack() {
    List<Object[]> rows = rows();
    RowBlock block = block(rows, RowBlock.UNORDERED);
    SortedRow bytes = new SortedRow(TYPE, false);
    RowBlock.Builder back = RowBlock.builder(TYPE);
    for (int row = 0; row < block.rows(); row++) {
      bytes.read(bytes.write(block, row), back);
    }
    RowBlock read = back.build();
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < TYPE.size(); column++) {
        assertEquals(block.textAt(column, row), read.textAt(column, row));
      }
    }
  }

  @Test
  public void bytesSortAsValuesDo() {
    List<Object[]> rows = rows();
    RowBlock block = block(rows, RowBlock.UNORDERED);
    SortedRow bytes = new SortedRow(TYPE, false);
    Comparator<Object[]> order = SortedRowTest::compare;
    for (int row = 1; row < block.rows(); row++) {
      int expected = Integer.signum(order.compare(rows.get(row - 1), rows.get(row)));
      int found =
          Integer.signum(SortedRow.compare(bytes.write(block, row - 1), bytes.write(block, row)));
      assertEquals(
          Arrays.toString(rows.get(row - 1)) + " and " + Arrays.toString(rows.get(row)),
          expected,
          found);
    }
  }

  @Test
  public void thePlaceInAnOrderedResultComesFirst() {
    SortedRow bytes = new SortedRow(TYPE, true);
    RowBlock second = block(rows(), 300);
    RowBlock first = block(rows(), 7);
    assertTrue(SortedRow.compare(bytes.write(first, 9), bytes.write(second, 0)) < 0);
    assertTrue(SortedRow.compare(bytes.write(first, 9), bytes.write(first, 10)) < 0);
  }

  private static List<Object[]> rows() {
    Random chance = new Random(SEED);
    List<Object[]> rows = new ArrayList<>();
    List<String> texts =
        List.of("", "a", "a\u0000", "a\u0000b", "ab", "é", "\uD83D\uDE00", "\uFFFD");
    for (int row = 0; row < ROWS; row++) {
      rows.add(
          new Object[] {
            chance.nextInt(4) == 0 ? null : chance.nextInt(3) - 1L,
            chance.nextInt(4) == 0 ? null : (chance.nextInt(5) - 2) / 3.0,
            chance.nextInt(4) == 0 ? null : texts.get(chance.nextInt(texts.size())),
            chance.nextInt(4) == 0 ? null : BigDecimal.valueOf(chance.nextInt(9) - 4, 1),
            new byte[] {(byte) chance.nextInt(3), (byte) -chance.nextInt(2)},
            (long) chance.nextInt(1000) - 500
          });
    }
    return rows;
  }

  private static RowBlock block(List<Object[]> rows, long position) {
    RowBlock.Builder block = RowBlock.builder(TYPE);
    for (Object[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        block.setValue(column, row[column]);
      }
      block.endRow();
    }
    return block.build(position);
  }

  private static int compare(Object[] left, Object[] right) {
    for (int column = 0; column < left.length; column++) {
      int order = compareCells(left[column], right[column]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareCells(Object left, Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    if (left instanceof byte[] bytes) {
      return Arrays.compareUnsigned(bytes, (byte[]) right);
    }
    if (left instanceof String text) {
      return Arrays.compareUnsigned(text.getBytes(UTF_8), ((String) right).getBytes(UTF_8));
    }
    if (left instanceof BigDecimal number) {
      return number.compareTo((BigDecimal) right);
    }
    return left instanceof Long whole
        ? whole.compareTo((Long) right)
        : ((Double) left).compareTo((Double) right);
  }
}
