package dev.catchment.pipelines.queue;

/**
 * Events that wait together, first come, first served.
 *
 * @param rate how many arrive a second, above 0, by chance and independently of each other
 * @param service how long one worker takes for one
 */
public record Line(double rate, ServiceTime service) {
  public Line {
    Positive.check("rate", rate);
  }

  /** How many workers it keeps busy on average. */
  public double load() {
    return rate * service.mean();
  }
}
