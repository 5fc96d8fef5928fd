package dev.catchment.pipelines.query;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of numbers in up to {@value #MOST} bins, whose width is a power of two, the least that
 * holds them all, and whose bounds are multiples of it: the same for the same numbers, in whatever
 * order and by however many workers they were counted. Numbers that are not finite are left out.
 * Not for several threads.
 */
final class Histogram implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MOST = 64;
  private static final int LEAST_EXPONENT = -1000;

  private final TreeMap<Long, Long> counts = new TreeMap<>();
  private int exponent = LEAST_EXPONENT;

  /**
   * A range of numbers.
   *
   * @param from the least
   * @param to the number after the greatest
   * @param count how many numbers are in it
   */
  record Bin(double from, double to, long count) {}

  /** Counts a number. */
  void add(double value) {
    if (Double.isFinite(value)) {
      // So that the number of a bin is a whole number of 53 bits.
      widen(Math.max(exponent, value == 0 ? LEAST_EXPONENT : Math.getExponent(value) - 52));
      put(bin(value, exponent), 1);
      fit();
    }
  }

  /** Adds what another has counted. */
  void add(Histogram other) {
    int common = Math.max(exponent, other.exponent);
    widen(common);
    other.counts.forEach((bin, count) -> put(bin >> Math.min(common - other.exponent, 63), count));
    fit();
  }

  private static long bin(double value, int exponent) {
    return (long) Math.floor(Math.scalb(value, -exponent));
  }

  private void put(long bin, long count) {
    counts.merge(bin, count, Long::sum);
  }

  private void widen(int to) {
    if (to <= exponent) {
      return;
    }
    int shift = Math.min(to - exponent, 63);
    TreeMap<Long, Long> wider = new TreeMap<>();
    counts.forEach((bin, count) -> wider.merge(bin >> shift, count, Long::sum));
    counts.clear();
    counts.putAll(wider);
    exponent = to;
  }

  private void fit() {
    while (counts.lastKey() - counts.firstKey() >= MOST) {
      widen(exponent + 1);
    }
  }

  /** The bins from the first number to the last, those of no number too. */
  List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    if (counts.isEmpty()) {
      return bins;
    }
    for (long bin = counts.firstKey(); bin <= counts.lastKey(); bin++) {
      bins.add(
          new Bin(
              Math.scalb((double) bin, exponent),
              Math.scalb((double) bin + 1, exponent),
              counts.getOrDefault(bin, 0L)));
    }
    return bins;
  }

  /** The exponent of the width, and the counts by the number of the bin. */
  Map.Entry<Integer, Map<Long, Long>> parts() {
    return Map.entry(exponent, Map.copyOf(counts));
  }

  /** That of {@link #parts}. */
  static Histogram of(int exponent, Map<Long, Long> counts) {
    Histogram histogram = new Histogram();
    histogram.exponent = exponent;
    histogram.counts.putAll(counts);
    return histogram;
  }
}
