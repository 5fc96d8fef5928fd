package dev.catchment.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Sorts rows, and keeps the first of them only where no more are wanted. */
final class RowSorter {
  private static final int SLACK = 1 << 16;

  private final RowOrder order;
  private final long limit;
  private List<RowBlock> blocks = new ArrayList<>();
  private long rows;

  /** A sorter of so many rows, negative for all. */
  RowSorter(RowOrder order, long limit) {
    this.order = order;
    this.limit = limit;
  }

  void add(RowBlock block) {
    blocks.add(block);
    rows += block.rows();
    if (limit >= 0 && rows > 2 * limit + SLACK) {
      List<RowBlock> best = new ArrayList<>();
      sorted(0, limit, best::add);
      blocks = best;
      rows = Math.min(rows, limit);
    }
  }

  /** Hands out the sorted rows after some, at most so many (negative for all), in blocks. */
  void sorted(long skip, long most, Consumer<RowBlock> out) {
    if (blocks.isEmpty()) {
      return;
    }
    long[] places = places();
    RowBlock.Builder builder = RowBlock.builder(blocks.get(0).type());
    long end = most < 0 ? places.length : Math.min(places.length, skip + most);
    long position = 0;
    for (long index = skip; index < end; index++) {
      long place = places[(int) index];
      builder.addRow(blocks.get((int) (place >>> 32)), (int) place);
      if (builder.rows() == RowBlock.ROWS) {
        out.accept(builder.build(position));
        position = index + 1 - skip;
      }
    }
    if (builder.rows() > 0) {
      out.accept(builder.build(position));
    }
  }

  /** Where each row is, its block in the higher and its row in the lower half, sorted. */
  private long[] places() {
    Long[] places = new Long[Math.toIntExact(rows)];
    int next = 0;
    for (int block = 0; block < blocks.size(); block++) {
      for (int row = 0; row < blocks.get(block).rows(); row++) {
        places[next++] = (long) block << 32 | row;
      }
    }
    Arrays.sort(
        places,
        (a, b) ->
            order.compare(
                blocks.get((int) (a >>> 32)),
                (int) (long) a,
                blocks.get((int) (b >>> 32)),
                (int) (long) b));
    return Arrays.stream(places).mapToLong(Long::longValue).toArray();
  }
}
