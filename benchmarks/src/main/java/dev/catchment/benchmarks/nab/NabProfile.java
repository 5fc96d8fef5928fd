package dev.catchment.benchmarks.nab;

/** What a detection in a window, a missed window and a false alarm weigh. */
record NabProfile(String name, double hit, double miss, double falseAlarm) {
  static final NabProfile STANDARD = new NabProfile("standard", 1, 1, 0.11);
  static final NabProfile LOW_FALSE_ALARMS = new NabProfile("reward_low_FP_rate", 1, 1, 0.22);
  static final NabProfile LOW_MISSES = new NabProfile("reward_low_FN_rate", 1, 2, 0.11);
}
