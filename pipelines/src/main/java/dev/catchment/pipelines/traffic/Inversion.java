package dev.catchment.pipelines.traffic;

/**
 * Arrivals at even distances of expected events: the integral of the rate, inverted by Newton's
 * method in the piece of time between two knots.
 */
final class Inversion implements Arrivals {
  private static final double PIECE = 3600;
  private static final int STEPS = 8;
  private static final double CLOSE = 1e-9;

  private final Traffic traffic;
  private double start;
  private double end;
  private double mass;
  private double wanted = 1;
  private double time;

  Inversion(Traffic traffic) {
    this.traffic = traffic;
    begin(0);
  }

  private void begin(double from) {
    start = from;
    end = Math.min(from + PIECE, traffic.nextKnot(from));
    mass = traffic.expected(start, end);
    time = start;
  }

  @Override
  public double next() {
    while (wanted > mass) {
      wanted -= mass;
      begin(end);
    }
    for (int step = 0; step < STEPS; step++) {
      double error = wanted - traffic.expected(start, time);
      double rate = traffic.rate(time);
      if (Math.abs(error) < CLOSE || rate <= 0) {
        break;
      }
      time = Math.max(start, Math.min(end, time + error / rate));
    }
    wanted++;
    return time;
  }
}
