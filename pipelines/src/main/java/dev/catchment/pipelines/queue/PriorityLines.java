package dev.catchment.pipelines.queue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;

/**
 * Several lines in front of equal workers: a free one takes from the first line that is not empty
 * and finishes what it took.
 *
 * @param lines the lines, the one that goes first first
 * @param workers how many workers serve them, at least 1
 */
public record PriorityLines(List<Line> lines, int workers) {
  public PriorityLines {
    lines = List.copyOf(lines);
    checkArgument(!lines.isEmpty(), "there is no line");
    checkArgument(workers >= 1, "workers is %s, valid is at least 1", workers);
  }

  /** The share of their time in which workers are busy; at or above 1 the last line grows. */
  public double utilisation() {
    return lines.stream().mapToDouble(Line::load).sum() / workers;
  }

  /** Whether {@link #meanWaits} are known by formula. */
  public boolean hasFormula() {
    return workers == 1
        || lines.stream()
            .allMatch(
                line ->
                    line.service() instanceof ExponentialTime
                        && line.service().equals(lines.get(0).service()));
  }

  /**
   * The latency of each line in the long run: the mean by formula where {@link #hasFormula}, the
   * p99 by simulation.
   */
  public List<Latency> latencies(long seed) {
    checkArgument(utilisation() < 1, "utilisation is %s, valid is below 1", utilisation());
    int events = QueueSimulation.events(utilisation());
    List<Times> times = QueueSimulation.of(lines, workers, events, seed);
    List<Double> waits = hasFormula() ? meanWaits() : List.of();
    List<Latency> latencies = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      Latency simulated = times.get(index).latency();
      latencies.add(
          waits.isEmpty() ? simulated : byFormula(simulated, waits.get(index), lines.get(index)));
    }
    return latencies;
  }

  private static Latency byFormula(Latency simulated, double wait, Line line) {
    return new Latency(
        wait,
        wait + line.service().mean(),
        simulated.p99(),
        Latency.Method.MEAN_BY_FORMULA,
        0,
        simulated.p99Error());
  }

  /**
   * The mean wait of each line: for one worker and any times (Cobham, "Priority assignment in
   * waiting line problems", 1954), for several and exponential times of one mean (the same paper;
   * Davis, 1966). Throws {@link IllegalArgumentException} where neither holds.
   */
  public List<Double> meanWaits() {
    checkArgument(hasFormula(), "there is no formula for several workers and such times");
    double left = left();
    double before = 0;
    List<Double> waits = new ArrayList<>();
    for (Line line : lines) {
      double after = before + line.load() / workers;
      waits.add(left / ((1 - before) * (1 - after)));
      before = after;
    }
    return waits;
  }

  /** How long an event waits on average until the first worker has ended what it is at. */
  private double left() {
    if (workers == 1) {
      return lines.stream()
          .mapToDouble(
              line -> line.load() * line.service().mean() * (1 + line.service().variability()) / 2)
          .sum();
    }
    double load = utilisation() * workers;
    return ErlangC.waiting(workers, load) * lines.get(0).service().mean() / workers;
  }
}
