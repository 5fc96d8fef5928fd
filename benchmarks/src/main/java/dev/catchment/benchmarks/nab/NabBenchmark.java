package dev.catchment.benchmarks.nab;

import dev.catchment.detect.Detector;
import dev.catchment.detect.Detectors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Scores the default detector and the windowed Gaussian on the Numenta Anomaly Benchmark, or the
 * part of it that is there: {@code NabBenchmark FOLDER}, a folder with {@code data} and {@code
 * labels}.
 */
public final class NabBenchmark {
  private static final List<NabProfile> PROFILES =
      List.of(NabProfile.STANDARD, NabProfile.LOW_FALSE_ALARMS, NabProfile.LOW_MISSES);

  /**
   * From here on the windowed Gaussian alarms. Its threshold on the board is 1, applied to scores
   * of twelve digits, as which anything above this reads.
   */
  private static final double GAUSSIAN_LIMIT = 1 - 5e-13;

  private NabBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("give one folder with the data and labels of the benchmark");
      System.exit(2);
    }
    print(NabFile.read(Path.of(arguments[0])), System.out);
  }

  private static void print(List<NabFile> files, PrintStream out) {
    int windows = files.stream().mapToInt(file -> file.windows().size()).sum();
    long rows = files.stream().mapToLong(file -> file.values().length).sum();
    out.printf("%d files, %d windows, %,d rows%n", files.size(), windows, rows);
    long start = System.nanoTime();
    List<boolean[]> alerts = files.stream().map(NabBenchmark::detector).toList();
    double seconds = (System.nanoTime() - start) / 1e9;
    List<boolean[]> gaussian = files.stream().map(NabBenchmark::gaussian).toList();
    for (int i = 0; i < files.size(); i++) {
      out.printf(
          Locale.ROOT,
          "  %-60s %2d windows %6.2f %6.2f%n",
          files.get(i).name(),
          files.get(i).windows().size(),
          new NabScorer(NabProfile.STANDARD).score(alerts.get(i), files.get(i).windows()),
          new NabScorer(NabProfile.STANDARD).score(gaussian.get(i), files.get(i).windows()));
    }
    out.printf("%-22s %18s %18s%n", "profile", "default detector", "windowed Gaussian");
    for (NabProfile profile : PROFILES) {
      out.printf(
          Locale.ROOT,
          "%-22s %18.2f %18.2f%n",
          profile.name(),
          scaled(profile, files, alerts),
          scaled(profile, files, gaussian));
    }
    out.printf(Locale.ROOT, "the default detector took %.1f s%n", seconds);
  }

  /** The score of a detector on files, up to 100. */
  static double score(
      NabProfile profile, List<NabFile> files, Function<NabFile, boolean[]> detector) {
    return scaled(profile, files, files.stream().map(detector).toList());
  }

  private static double scaled(NabProfile profile, List<NabFile> files, List<boolean[]> alerts) {
    NabScorer scorer = new NabScorer(profile);
    double sum = 0;
    int windows = 0;
    for (int i = 0; i < files.size(); i++) {
      sum += scorer.score(alerts.get(i), files.get(i).windows());
      windows += files.get(i).windows().size();
    }
    return scorer.scaled(sum, windows);
  }

  /** The alerts of the default detector. */
  static boolean[] detector(NabFile file) {
    return alerts(Detectors.of(Detectors.DEFAULT, Map.of()), file);
  }

  private static <StateT> boolean[] alerts(Detector<StateT> detector, NabFile file) {
    StateT state = detector.create();
    boolean[] alerts = new boolean[file.values().length];
    for (int row = 0; row < alerts.length; row++) {
      double[] values = {file.values()[row]};
      alerts[row] = detector.take(state, file.times()[row], values).alert();
    }
    return alerts;
  }

  /** The alarms of the windowed Gaussian. */
  static boolean[] gaussian(NabFile file) {
    WindowedGaussian gaussian = new WindowedGaussian();
    boolean[] alarms = new boolean[file.values().length];
    for (int row = 0; row < alarms.length; row++) {
      alarms[row] = gaussian.take(file.values()[row]) >= GAUSSIAN_LIMIT;
    }
    return alarms;
  }
}
