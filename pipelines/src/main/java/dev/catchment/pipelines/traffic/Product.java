package dev.catchment.pipelines.traffic;

/** A rate that a shape multiplies. */
record Product(Traffic base, Traffic shape) implements Traffic {
  @Override
  public double rate(double time) {
    return base.rate(time) * shape.rate(time);
  }

  @Override
  public double nextKnot(double time) {
    return Math.min(base.nextKnot(time), shape.nextKnot(time));
  }

  @Override
  public double peak(double from, double to) {
    double peak = 0;
    for (double start = from; start < to; ) {
      double end = Math.min(to, nextKnot(start));
      peak = Math.max(peak, base.peak(start, end) * shape.peak(start, end));
      start = end;
    }
    return peak;
  }
}
