package dev.catchment.pipelines.traffic;

/** Time cut into spans of equal length. */
final class Spans {
  private Spans() {}

  /** How many whole spans have passed: the next one ends after the time, whatever is rounded. */
  static double whole(double time, double length) {
    double whole = Math.floor(time / length);
    return (whole + 1) * length > time ? whole : whole + 1;
  }
}
