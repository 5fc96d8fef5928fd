package dev.catchment.pipelines.capacity;

/**
 * What a number of workers is worth in the busiest hour of the first month.
 *
 * @param scenario the scenario
 * @param workers the workers
 * @param utilisation the share of their time in which they are busy
 * @param mean the mean seconds from arrival to end
 * @param p99 the seconds that 99 of 100 events do not exceed
 */
record CurvePoint(String scenario, int workers, double utilisation, double mean, double p99) {}
