package dev.catchment.benchmarks.nab;

import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark, after its publication.
 *
 * <p>Alarms in the first rows, 15 % of the file and 750 at most, do not count. Of the alarms in a
 * window of an anomaly the first one counts, with σ(y) = 2 / (1 + exp(5 y)) − 1 at its place y in
 * the window, −1 at the first row and 0 just behind the last, divided by σ(−1). A window without
 * alarm costs what a miss weighs. Every alarm outside of the windows counts σ(y), which is
 * negative, times what a false alarm weighs, at its place y behind the last row of the window
 * before, in widths of that window less one row; −1 where y is above 3 or there is no window
 * before. The scores of the files are added up; 0 is what no alarm at all gives and 100 what one at
 * the first row of every window gives.
 *
 * @see <a href="https://arxiv.org/abs/1510.03336">Lavin and Ahmad, Evaluating Real-time Anomaly
 *     Detection Algorithms: the Numenta Anomaly Benchmark, 2015</a>
 */
final class NabScorer {
  private static final double PROBATION = 0.15;
  private static final int LONGEST_PROBATION_OF = 5000;
  private static final double FAR = 3;

  private final NabProfile profile;

  NabScorer(NabProfile profile) {
    this.profile = profile;
  }

  /** The number of first rows whose alarms do not count. */
  static int probation(int rows) {
    return (int) (PROBATION * Math.min(rows, LONGEST_PROBATION_OF));
  }

  /**
   * The score of the alarms in one file, before it is scaled.
   *
   * @param alarms whether there is an alarm, for each row
   */
  double score(boolean[] alarms, List<NabWindow> windows) {
    double score = 0;
    int row = probation(alarms.length);
    NabWindow before = null;
    for (NabWindow window : windows) {
      for (; row < window.first(); row++) {
        score += alarms[row] ? falseAlarm(row, before) : 0;
      }
      int hit = Math.max(row, window.first());
      while (hit <= window.last() && !alarms[hit]) {
        hit++;
      }
      score += hit <= window.last() ? hit(hit, window) : -profile.miss();
      row = Math.max(row, window.last() + 1);
      before = window;
    }
    for (; row < alarms.length; row++) {
      score += alarms[row] ? falseAlarm(row, before) : 0;
    }
    return score;
  }

  /**
   * A sum of scores of files as a number up to 100.
   *
   * @param windows how many windows all files have
   */
  double scaled(double sum, int windows) {
    double none = -profile.miss() * windows;
    double perfect = profile.hit() * windows;
    return 100 * (sum - none) / (perfect - none);
  }

  private double hit(int row, NabWindow window) {
    double place = -(window.last() - row + 1) / (double) window.width();
    return profile.hit() * sigmoid(place) / sigmoid(-1);
  }

  private double falseAlarm(int row, NabWindow before) {
    if (before == null) {
      return -profile.falseAlarm();
    }
    double place = (row - before.last()) / (double) Math.max(1, before.width() - 1);
    return profile.falseAlarm() * (place > FAR ? -1 : sigmoid(place));
  }

  private static double sigmoid(double place) {
    return 2 / (1 + Math.exp(5 * place)) - 1;
  }
}
