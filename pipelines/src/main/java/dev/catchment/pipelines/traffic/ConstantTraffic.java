package dev.catchment.pipelines.traffic;

/**
 * The same rate at all times.
 *
 * @param perSecond the events a second, above 0
 */
public record ConstantTraffic(double perSecond) implements Traffic {
  public ConstantTraffic {
    Range.above("rate", perSecond, 0);
  }

  @Override
  public double rate(double time) {
    return perSecond;
  }

  @Override
  public double nextKnot(double time) {
    return Double.POSITIVE_INFINITY;
  }
}
