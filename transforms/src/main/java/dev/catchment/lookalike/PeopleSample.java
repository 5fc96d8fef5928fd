package dev.catchment.lookalike;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How many people there are, seeds and others apart, and the features of those of lowest rank, at
 * most a fixed number of each: with hashes as ranks a random sample that does not depend on the
 * order of the people. Mutable; two are merged into the sample of all their people.
 *
 * <p>Of equal ranks the lexicographically smaller row is kept. Memory: four times the limit in
 * rows.
 */
final class PeopleSample {
  private final int limit;
  private final Group seeds = new Group();
  private final Group others = new Group();

  /** A sample of at most {@code limit} seeds and as many others. */
  PeopleSample(int limit) {
    checkArgument(limit >= 1, "limit=%s, must be at least 1", limit);
    this.limit = limit;
  }

  /** Adds a person, whose values are kept as they are and must not change. */
  void add(boolean seed, long rank, double[] values) {
    group(seed).people++;
    group(seed).offer(new Entry(rank, values), limit);
  }

  /** Takes in the people of another sample, which stays as it is. */
  void merge(PeopleSample other) {
    for (boolean seed : new boolean[] {true, false}) {
      put(seed, other.people(seed), other.entries(seed));
    }
  }

  /** Adds so many people, of whom these entries were kept. */
  void put(boolean seed, long people, Entry[] entries) {
    group(seed).people += people;
    for (Entry entry : entries) {
      group(seed).offer(entry, limit);
    }
  }

  int limit() {
    return limit;
  }

  /** The number of seeds or others. */
  long people(boolean seed) {
    return group(seed).people;
  }

  /** The entries kept of the seeds or the others, by rank. */
  Entry[] entries(boolean seed) {
    return group(seed).lowest(limit);
  }

  /** The features of the people kept, by rank. */
  double[][] rows(boolean seed) {
    return Arrays.stream(entries(seed)).map(Entry::values).toArray(double[][]::new);
  }

  private Group group(boolean seed) {
    return seed ? seeds : others;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PeopleSample that
        && limit == that.limit
        && isEqual(that, true)
        && isEqual(that, false);
  }

  private boolean isEqual(PeopleSample that, boolean seed) {
    return people(seed) == that.people(seed) && Arrays.equals(entries(seed), that.entries(seed));
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(seeds.people) + Long.hashCode(others.people);
  }

  @Override
  public String toString() {
    return "PeopleSample[" + seeds.people + " seeds, " + others.people + " others]";
  }

  /** Sorts and shortens what it kept only when that has grown to twice the limit. */
  private static final class Group {
    private List<Entry> kept = new ArrayList<>();
    private long greatest = Long.MAX_VALUE;
    private long people;

    void offer(Entry entry, int limit) {
      if (entry.rank > greatest) {
        return;
      }
      kept.add(entry);
      if (kept.size() >= 2L * limit) {
        kept = new ArrayList<>(List.of(lowest(limit)));
        greatest = kept.get(limit - 1).rank;
      }
    }

    Entry[] lowest(int limit) {
      Entry[] sorted = kept.toArray(Entry[]::new);
      Arrays.sort(sorted, Entry.ORDER);
      return Arrays.copyOf(sorted, Math.min(limit, sorted.length));
    }
  }

  /** The features of a person and the rank. */
  static final class Entry {
    private static final Comparator<Entry> ORDER =
        Comparator.comparingLong((Entry entry) -> entry.rank)
            .thenComparing(entry -> entry.values, Arrays::compare);

    private final long rank;
    private final double[] values;

    Entry(long rank, double[] values) {
      this.rank = rank;
      this.values = values;
    }

    long rank() {
      return rank;
    }

    double[] values() {
      return values;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Entry that && rank == that.rank && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(rank) + Arrays.hashCode(values);
    }
  }
}
