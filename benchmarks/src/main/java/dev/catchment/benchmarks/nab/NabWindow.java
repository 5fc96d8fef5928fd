package dev.catchment.benchmarks.nab;

/** The rows around an anomaly, both ends included, counted from 0. */
record NabWindow(int first, int last) {
  int width() {
    return last - first + 1;
  }
}
