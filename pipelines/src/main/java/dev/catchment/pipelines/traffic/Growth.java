package dev.catchment.pipelines.traffic;

/**
 * Exponential growth: a shape that is 1 at the start and doubles again and again.
 *
 * @param doubling the seconds in which it doubles, above 0
 */
public record Growth(double doubling) implements Traffic {
  public Growth {
    Range.above("doubling", doubling, 0);
  }

  @Override
  public double rate(double time) {
    return StrictMath.pow(2, time / doubling);
  }

  /** Every doubling, so that no integral or bound spans more than a factor of two. */
  @Override
  public double nextKnot(double time) {
    return (Spans.whole(time, doubling) + 1) * doubling;
  }
}
