package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The rows of text cells of lowest rank: with hashes as ranks a random sample that does not depend
 * on the order of the rows, or all rows where they are few. A missing cell is null. Mutable.
 *
 * <p>Of equal ranks the lexicographically smaller row is kept. Memory: the limit times a row.
 */
public final class CellSample implements Mergeable<CellSample> {
  /** The most rows of a sample by which an encoding is fitted. */
  static final int LIMIT = 20_000;

  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong((Entry entry) -> entry.rank)
          .thenComparing(
              entry -> entry.cells,
              (left, right) ->
                  Arrays.compare(left, right, Comparator.nullsFirst(Comparator.naturalOrder())));

  private static final long serialVersionUID = 1;

  private final int limit;
  private final PriorityQueue<Entry> kept = new PriorityQueue<>(ORDER.reversed());

  /** A sample of no rows yet, later of at most 20,000. */
  public CellSample() {
    this(LIMIT);
  }

  /** A sample of at most {@code limit} rows. */
  CellSample(int limit) {
    checkArgument(limit >= 1, "limit=%s, must be at least 1", limit);
    this.limit = limit;
  }

  /** Whether a row of this rank would be kept now, unless its cells decide. */
  boolean wants(long rank) {
    return kept.size() < limit || rank <= kept.element().rank;
  }

  /** Offers a row, which is kept as it is and must not change. */
  void add(long rank, String[] cells) {
    if (wants(rank)) {
      kept.add(new Entry(rank, cells));
      if (kept.size() > limit) {
        kept.remove();
      }
    }
  }

  @Override
  public void merge(CellSample other) {
    other.kept.forEach(entry -> add(entry.rank, entry.cells));
  }

  int limit() {
    return limit;
  }

  /** The rows by rank. */
  List<Entry> entries() {
    return kept.stream().sorted(ORDER).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CellSample that
        && limit == that.limit
        && entries().equals(that.entries());
  }

  @Override
  public int hashCode() {
    return entries().hashCode();
  }

  /** The size alone: the cells may be personal. */
  @Override
  public String toString() {
    return "CellSample[" + kept.size() + "]";
  }

  /** A row and its rank. */
  static final class Entry {
    private final long rank;
    private final String[] cells;

    Entry(long rank, String[] cells) {
      this.rank = rank;
      this.cells = cells;
    }

    long rank() {
      return rank;
    }

    int width() {
      return cells.length;
    }

    String cell(int column) {
      return cells[column];
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Entry that && rank == that.rank && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(rank) + Arrays.hashCode(cells);
    }
  }
}
