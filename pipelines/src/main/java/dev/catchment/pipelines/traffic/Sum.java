package dev.catchment.pipelines.traffic;

/** Two rates at the same time. */
record Sum(Traffic one, Traffic other) implements Traffic {
  @Override
  public double rate(double time) {
    return one.rate(time) + other.rate(time);
  }

  @Override
  public double nextKnot(double time) {
    return Math.min(one.nextKnot(time), other.nextKnot(time));
  }

  @Override
  public double peak(double from, double to) {
    double peak = 0;
    for (double start = from; start < to; ) {
      double end = Math.min(to, nextKnot(start));
      peak = Math.max(peak, one.peak(start, end) + other.peak(start, end));
      start = end;
    }
    return peak;
  }
}
