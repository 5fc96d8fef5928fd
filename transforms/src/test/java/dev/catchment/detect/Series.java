package dev.catchment.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Runs a detector over a series with one value every five minutes. */
final class Series {
  static final int DAY = 288;
  static final long STEP = 300_000;

  private Series() {}

  static <StateT> List<Verdict> verdicts(
      Detector<StateT> detector, int length, IntToDoubleFunction value) {
    StateT state = detector.create();
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      verdicts.add(detector.take(state, i * STEP, new double[] {value.applyAsDouble(i)}));
    }
    return verdicts;
  }

  /** The places of the alerts. */
  static List<Integer> alerts(Detector<?> detector, int length, IntToDoubleFunction value) {
    List<Verdict> verdicts = verdicts(detector, length, value);
    List<Integer> alerts = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      if (verdicts.get(i).alert()) {
        alerts.add(i);
      }
    }
    return alerts;
  }

  /** A number from −1 to 1 that looks like chance, the same for the same place. */
  static double noise(int place) {
    long mixed = (place + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return ((mixed ^ mixed >>> 31) >> 11) / (double) (1L << 52);
  }

  /** A rhythm of a day between 0 and 10. */
  static double day(int place) {
    return 5 - 5 * Math.cos(2 * Math.PI * place / DAY);
  }
}
