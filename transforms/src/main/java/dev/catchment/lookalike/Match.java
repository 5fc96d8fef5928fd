package dev.catchment.lookalike;

import dev.catchment.model.Position;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What is known of an id: its first row in the table, by file and line, how many rows it has there,
 * and how often it stands in the list of seeds. Immutable.
 */
public final class Match {
  static final Match NOTHING = new Match(null, new double[0], 0, 0);

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::file).thenComparingLong(Position::line);

  private final @Nullable Position position;
  private final double[] values;
  private final long rows;
  private final long seeds;

  Match(@Nullable Position position, double[] values, long rows, long seeds) {
    this.position = position;
    this.values = values;
    this.rows = rows;
    this.seeds = seeds;
  }

  /** A row of the table with its features, NaN for a missing one; they are copied. */
  public static Match row(Position position, double... values) {
    return new Match(position, values.clone(), 1, 0);
  }

  /** A line of the list of seeds. */
  public static Match seed() {
    return new Match(null, new double[0], 0, 1);
  }

  /** What both know; associative and commutative. */
  Match and(Match other) {
    boolean mine =
        other.position == null || (position != null && ORDER.compare(position, other.position) < 0);
    Match first = mine ? this : other;
    return new Match(first.position, first.values, rows + other.rows, seeds + other.seeds);
  }

  /** Where the first row stands, or null when there is none. */
  @Nullable Position position() {
    return position;
  }

  /** The features of the first row, not to be changed; none when there is no row. */
  double[] values() {
    return values;
  }

  long rows() {
    return rows;
  }

  long seeds() {
    return seeds;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Match that
        && Objects.equals(position, that.position)
        && Arrays.equals(values, that.values)
        && rows == that.rows
        && seeds == that.seeds;
  }

  @Override
  public int hashCode() {
    return Objects.hash(position, rows, seeds);
  }

  /** Names the counts without the values, which may be personal. */
  @Override
  public String toString() {
    return "Match[rows=" + rows + ", seeds=" + seeds + "]";
  }
}
