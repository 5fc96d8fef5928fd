package dev.catchment.pipelines.queue;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** What holds of queues whatever their parameters. */
class QueuePropertiesTest {
  private static final int EVENTS = 60_000;

  /** Among the runs of a property the widest miss is wider than that of one run. */
  private static final double WIDTHS = 4;

  /** How exactly a bisection finds a number. */
  private static final double ROUNDED = 1e-11;

  @Property(tries = 20, seed = "1")
  void theSimulationAgreesWithTheFormulaOfSeveralWorkers(
      @ForAll @IntRange(min = 1, max = 8) int workers,
      @ForAll @DoubleRange(min = 0.3, max = 0.7) double utilisation,
      @ForAll @DoubleRange(min = 0.001, max = 10) @Scale(3) double mean,
      @ForAll @IntRange(max = 1000) int seed) {
    Line line = new Line(utilisation * workers / mean, new ExponentialTime(mean));
    Latency formula = new WorkerQueue(line, workers).latency(seed);
    Times times = QueueSimulation.of(List.of(line), workers, EVENTS, seed).get(0);
    assertTrue(
        formula + " but " + times.latency(),
        times.mean().holds(formula.mean(), WIDTHS)
            && times.quantile(0.99).holds(formula.p99(), WIDTHS));
  }

  @Property(tries = 20, seed = "1")
  void theSimulationAgreesWithTheFormulaOfPriorities(
      @ForAll @DoubleRange(min = 0.05, max = 0.35) double first,
      @ForAll @DoubleRange(min = 0.05, max = 0.35) double second,
      @ForAll @DoubleRange(min = 0, max = 1.5) double variability,
      @ForAll @IntRange(max = 1000) int seed) {
    PriorityLines lines =
        new PriorityLines(
            List.of(
                new Line(first, ServiceTime.of(1, variability)),
                new Line(second / 2, ServiceTime.of(2, 1))),
            1);
    List<Times> times = QueueSimulation.of(lines.lines(), 1, EVENTS, seed);
    for (int line = 0; line < 2; line++) {
      double wait = lines.meanWaits().get(line);
      assertTrue(
          wait + " but " + times.get(line).meanWait(),
          times.get(line).meanWait().holds(wait, WIDTHS));
    }
  }

  @Property(tries = 300)
  void moreWorkersMakeNoQueueLonger(
      @ForAll @IntRange(min = 1, max = 300) int workers,
      @ForAll @DoubleRange(min = 0.01, max = 0.999) @Scale(3) double utilisation) {
    Line line = new Line(utilisation * workers, new ExponentialTime(1));
    Latency few = new WorkerQueue(line, workers).latency(1);
    Latency more = new WorkerQueue(line, workers + 1).latency(1);
    assertTrue(
        few + " but " + more, more.mean() <= few.mean() && more.p99() <= few.p99() * (1 + ROUNDED));
    assertTrue(few.toString(), few.p99() >= line.service().quantile(0.99) - 1e-9);
  }

  /** A time that is twice as long everywhere makes everything twice as long. */
  @Property(tries = 300)
  void timeHasNoScale(
      @ForAll @IntRange(min = 1, max = 50) int workers,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double utilisation) {
    Latency one =
        new WorkerQueue(new Line(utilisation * workers, new ExponentialTime(1)), workers)
            .latency(1);
    Latency two =
        new WorkerQueue(new Line(utilisation * workers / 2, new ExponentialTime(2)), workers)
            .latency(1);
    assertEquals(2 * one.mean(), two.mean(), 1e-9 * two.mean());
    assertEquals(2 * one.p99(), two.p99(), 1e-6 * two.p99());
  }

  @Property(tries = 100)
  void lineThatGoesFirstWaitsLessThanIfNobodyDid(
      @ForAll @DoubleRange(min = 0.05, max = 0.45) double first,
      @ForAll @DoubleRange(min = 0.05, max = 0.45) double second,
      @ForAll @IntRange(min = 1, max = 20) int workers) {
    ServiceTime service = new ExponentialTime(1);
    List<Double> waits =
        new PriorityLines(
                List.of(new Line(first * workers, service), new Line(second * workers, service)),
                workers)
            .meanWaits();
    double all =
        new WorkerQueue(new Line((first + second) * workers, service), workers)
            .latency(1)
            .meanWait();
    assertTrue(waits + " around " + all, waits.get(0) <= all && all <= waits.get(1));
  }
}
