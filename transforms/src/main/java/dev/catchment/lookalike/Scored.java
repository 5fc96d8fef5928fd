package dev.catchment.lookalike;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Comparator;
import java.util.HexFormat;

/**
 * A person and how like the seeds, ordered by score, the highest first, then by id.
 *
 * @param id the person's id
 * @param score 0 to 1
 */
public record Scored(String id, double score) implements Comparable<Scored> {
  private static final Comparator<Scored> ORDER =
      Comparator.comparingDouble((Scored person) -> -person.score).thenComparing(Scored::id);

  public Scored {
    checkArgument(score >= 0 && score <= 1, "score=%s, must be 0 to 1", score);
  }

  /** A text that is ordered as the people are. */
  public String place() {
    return HexFormat.of().toHexDigits(~Double.doubleToLongBits(score)) + id;
  }

  @Override
  public int compareTo(Scored other) {
    return ORDER.compare(this, other);
  }

  /** Names the score alone. */
  @Override
  public String toString() {
    return "Scored[" + score + "]";
  }
}
