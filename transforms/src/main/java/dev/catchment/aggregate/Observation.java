package dev.catchment.aggregate;

/**
 * What one event says to one feature.
 *
 * @param value the value of the feature's field, null when it is missing or there is no field
 * @param timestamp event time in milliseconds since 1970-01-01T00:00:00Z
 */
record Observation(Object value, long timestamp) {}
