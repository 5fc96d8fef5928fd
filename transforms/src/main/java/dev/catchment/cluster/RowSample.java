package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows of lowest rank in each of a few groups, at most a fixed number a group: with hashes as
 * ranks a random sample that does not depend on the order of the rows. Mutable.
 *
 * <p>Of equal ranks the lexicographically smaller row is kept. Memory: groups times limit rows.
 */
final class RowSample implements Mergeable<RowSample> {
  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong((Entry entry) -> entry.rank)
          .thenComparing(entry -> entry.row, Arrays::compare);

  private static final long serialVersionUID = 1;

  private final int limit;
  private final TreeMap<Integer, PriorityQueue<Entry>> groups = new TreeMap<>();

  /** A sample of at most {@code limit} rows a group. */
  RowSample(int limit) {
    checkArgument(limit >= 1, "limit=%s, must be at least 1", limit);
    this.limit = limit;
  }

  /** Whether a row of a rank would be kept at present, or may be. */
  boolean takes(int group, long rank) {
    PriorityQueue<Entry> kept = groups.get(group);
    return kept == null || kept.size() < limit || rank <= kept.element().rank;
  }

  /** Offers a row, which is kept as it is and must not change. */
  void add(int group, long rank, double[] row) {
    PriorityQueue<Entry> kept =
        groups.computeIfAbsent(group, unused -> new PriorityQueue<>(ORDER.reversed()));
    if (kept.size() < limit) {
      kept.add(new Entry(rank, row));
    } else if (rank <= kept.element().rank) {
      kept.add(new Entry(rank, row));
      kept.remove();
    }
  }

  @Override
  public void merge(RowSample other) {
    other.groups.forEach((group, kept) -> kept.forEach(entry -> add(group, entry.rank, entry.row)));
  }

  int limit() {
    return limit;
  }

  Set<Integer> groups() {
    return groups.keySet();
  }

  /** The entries of a group by rank, none for a group without rows. */
  Entry[] entries(int group) {
    PriorityQueue<Entry> kept = groups.get(group);
    Entry[] entries = kept == null ? new Entry[0] : kept.toArray(Entry[]::new);
    Arrays.sort(entries, ORDER);
    return entries;
  }

  /** The rows of a group by rank. */
  double[][] rows(int group) {
    return Arrays.stream(entries(group)).map(Entry::row).toArray(double[][]::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowSample that
        && limit == that.limit
        && groups().equals(that.groups())
        && groups().stream().allMatch(group -> Arrays.equals(entries(group), that.entries(group)));
  }

  @Override
  public int hashCode() {
    return groups.keySet().hashCode();
  }

  @Override
  public String toString() {
    return "RowSample" + groups.keySet();
  }

  /** A row and its rank. */
  static final class Entry {
    private final long rank;
    private final double[] row;

    Entry(long rank, double[] row) {
      this.rank = rank;
      this.row = row;
    }

    long rank() {
      return rank;
    }

    double[] row() {
      return row;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Entry that && rank == that.rank && Arrays.equals(row, that.row);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(rank) + Arrays.hashCode(row);
    }
  }
}
