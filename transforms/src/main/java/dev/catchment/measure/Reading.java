package dev.catchment.measure;

/**
 * What one event says to one metric.
 *
 * @param value the value of the metric's field, null when it is missing or there is no field
 * @param weight the weight of a weighted mean, NaN when it is missing or not asked for
 * @param time event time in milliseconds since 1970-01-01T00:00:00Z
 */
record Reading(Object value, double weight, long time) {
  /** The value as a number, NaN when it is none. */
  double number() {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
