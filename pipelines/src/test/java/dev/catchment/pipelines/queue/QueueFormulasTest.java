package dev.catchment.pipelines.queue;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.Test;

/** The closed forms, held to values that are known from elsewhere. */
public class QueueFormulasTest {
  private static final double EXACT = 1e-12;

  /** One worker waits with the probability of its utilisation. */
  @Test
  public void oneWorkerWaitsAsOftenAsItIsBusy() {
    assertEquals(0.7, ErlangC.waiting(1, 0.7), EXACT);
    assertEquals(0, ErlangC.waiting(1, 0), EXACT);
  }

  /**
   * Values that follow from the sum of Erlang's formula: 2 workers, load 1: 1/3; 3, load 2: 4/9.
   */
  @Test
  public void severalWorkersWaitAsErlangSays() {
    assertEquals(1.0 / 3, ErlangC.waiting(2, 1), EXACT);
    assertEquals(4.0 / 9, ErlangC.waiting(3, 2), EXACT);
  }

  @Test
  public void thousandsOfWorkersNeitherOverflowNorCancel() {
    double waiting = ErlangC.waiting(20_000, 19_900);
    assertTrue("is " + waiting, waiting > 0.1 && waiting < 0.5);
  }

  @Test
  public void aLoadAboveTheWorkersIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ErlangC.waiting(2, 2));
  }

  /** The latency of M/M/1 is exponential of the mean s / (1 - u). */
  @Test
  public void oneExponentialWorkerHasAnExponentialLatency() {
    Latency latency = new WorkerQueue(new Line(70, new ExponentialTime(0.01)), 1).latency(1);
    assertEquals(0.01 / 0.3, latency.mean(), EXACT);
    assertEquals(-0.01 / 0.3 * Math.log(0.01), latency.p99(), 1e-9);
    assertEquals(Latency.Method.FORMULA, latency.method());
  }

  /** Where workers get ahead as fast as one serves, the general formula has a hole. */
  @Test
  public void theP99IsSmoothWhereTheFormulaHasAHole() {
    double at = p99(1, 2);
    assertEquals(at, p99(1 - 1e-6, 2), 1e-5);
    assertEquals(at, p99(1 + 1e-6, 2), 1e-5);
  }

  @Test
  public void aNearlyFullQueueHasAFiniteP99() {
    assertEquals(-1 / 0.0001 * Math.log(0.01), p99(0.9999, 1), 1e-2);
  }

  private static double p99(double rate, int workers) {
    return new WorkerQueue(new Line(rate, new ExponentialTime(1)), workers).latency(1).p99();
  }

  /** Constant times wait half as long as exponential ones. */
  @Test
  public void constantTimesWaitHalfAsLong() {
    double exponential = wait(ServiceTime.of(0.01, 1));
    assertEquals(exponential / 2, wait(ServiceTime.of(0.01, 0)), EXACT);
    assertEquals(exponential * 2.5, wait(ServiceTime.of(0.01, 4)), EXACT);
  }

  private static double wait(ServiceTime service) {
    return new WorkerQueue(new Line(60, service), 1).latency(1).meanWait();
  }

  /**
   * Cobham: with loads of 0.3 and 0.4 and exponential times of 1, what is left is 0.7, so the waits
   * are 0.7 / 0.7 and 0.7 / (0.7 · 0.3).
   */
  @Test
  public void prioritiesWaitAsCobhamSays() {
    ServiceTime service = new ExponentialTime(1);
    List<Double> waits =
        new PriorityLines(List.of(new Line(0.3, service), new Line(0.4, service)), 1).meanWaits();
    assertEquals(1, waits.get(0), EXACT);
    assertEquals(0.7 / 0.21, waits.get(1), EXACT);
  }

  /** What priorities give to one line they take from others: the mean over all events stays. */
  @Test
  public void prioritiesKeepTheWaitOfAll() {
    ServiceTime service = new ExponentialTime(0.1);
    List<Line> lines = List.of(new Line(5, service), new Line(15, service), new Line(25, service));
    List<Double> waits = new PriorityLines(lines, 6).meanWaits();
    double mean = (5 * waits.get(0) + 15 * waits.get(1) + 25 * waits.get(2)) / 45;
    double all = new WorkerQueue(new Line(45, service), 6).latency(1).meanWait();
    assertEquals(all, mean, EXACT);
  }

  @Test
  public void severalWorkersAndDifferentTimesHaveNoFormula() {
    List<Line> lines =
        List.of(new Line(1, new ExponentialTime(0.1)), new Line(1, new ConstantTime(0.1)));
    assertTrue(new PriorityLines(lines, 1).hasFormula());
    assertFalse(new PriorityLines(lines, 2).hasFormula());
    assertThrows(IllegalArgumentException.class, () -> new PriorityLines(lines, 2).meanWaits());
  }

  @Test
  public void theFewestWorkersAreEnoughAndOneLessAreNot() {
    Line line = new Line(1000, new ExponentialTime(0.01));
    int fewest = WorkerQueue.fewest(line, 0.05, 1).orElseThrow();
    assertTrue(new WorkerQueue(line, fewest).latency(1).p99() <= 0.05);
    assertTrue(new WorkerQueue(line, fewest - 1).latency(1).p99() > 0.05);
  }

  @Test
  public void noWorkersMakeAServiceShorter() {
    Line line = new Line(10, new ExponentialTime(0.01));
    assertEquals(OptionalInt.empty(), WorkerQueue.fewest(line, 0.04, 1));
    assertTrue(WorkerQueue.fewest(line, 0.0461, 1).isPresent());
  }

  @Test
  public void aFullQueueHasNoLatency() {
    WorkerQueue full = new WorkerQueue(new Line(100, new ExponentialTime(0.01)), 1);
    assertEquals(1, full.utilisation(), EXACT);
    assertThrows(IllegalArgumentException.class, () -> full.latency(1));
  }

  @Test
  public void timesHaveTheirMeanVariabilityAndQuantile() {
    assertEquals(0.0460517, new ExponentialTime(0.01).quantile(0.99), 1e-6);
    assertEquals(0.01, new ConstantTime(0.01).quantile(0.99), EXACT);
    assertEquals(
        Math.exp(2.3263479), LogNormalTime.of(Math.exp(0.5), Math.E - 1).quantile(0.99), 1e-5);
    MeasuredTimes measured = MeasuredTimes.of(3, 1, 2, 2);
    assertEquals(2, measured.mean(), EXACT);
    assertEquals(0.125, measured.variability(), EXACT);
    assertEquals(3, measured.quantile(0.99), EXACT);
    assertEquals(2, measured.quantile(0.75), EXACT);
  }

  @Test
  public void impossibleTimesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ServiceTime.of(0, 1));
    assertThrows(IllegalArgumentException.class, () -> ServiceTime.of(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> ServiceTime.of(1, -0.1));
    assertThrows(IllegalArgumentException.class, () -> MeasuredTimes.of());
    assertThrows(IllegalArgumentException.class, () -> MeasuredTimes.of(1, -1));
    assertThrows(IllegalArgumentException.class, () -> MeasuredTimes.of(0, 0));
  }
}
