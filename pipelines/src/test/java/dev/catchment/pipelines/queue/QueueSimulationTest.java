package dev.catchment.pipelines.queue;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.traffic.Arrivals;
import dev.catchment.pipelines.traffic.ConstantTraffic;
import java.util.List;
import org.junit.Test;

/**
 * The simulation beside the closed forms. One interval of 20 misses the truth by chance; three
 * times as wide, one of millions.
 */
public class QueueSimulationTest {
  private static final double WIDTHS = 3;
  private static final double WIDEST = 0.1;

  @Test
  public void oneExponentialWorker() {
    agrees(new Line(0.7, new ExponentialTime(1)), 1);
  }

  @Test
  public void severalExponentialWorkers() {
    agrees(new Line(4, new ExponentialTime(1)), 5);
    agrees(new Line(9.6, new ExponentialTime(1)), 12);
  }

  private static void agrees(Line line, int workers) {
    Latency formula = new WorkerQueue(line, workers).latency(1);
    Times times = simulated(List.of(line), workers, 11).get(0);
    holds("mean wait", times.meanWait(), formula.meanWait());
    holds("mean", times.mean(), formula.mean());
    holds("p99", times.quantile(0.99), formula.p99());
  }

  @Test
  public void oneWorkerOfAnyTimes() {
    for (ServiceTime service :
        List.of(
            ServiceTime.of(1, 0),
            ServiceTime.of(1, 0.3),
            ServiceTime.of(1, 2),
            MeasuredTimes.of(0.2, 0.4, 0.4, 1, 3))) {
      Line line = new Line(0.6 / service.mean(), service);
      holds(
          "mean wait at variability " + service.variability(),
          simulated(List.of(line), 1, 12).get(0).meanWait(),
          new WorkerQueue(line, 1).latency(1).meanWait());
    }
  }

  @Test
  public void prioritiesBeforeOneWorker() {
    agree(
        new PriorityLines(
            List.of(
                new Line(0.2, ServiceTime.of(0.5, 0)),
                new Line(0.3, ServiceTime.of(1, 1)),
                new Line(0.2, ServiceTime.of(1.5, 2))),
            1));
  }

  @Test
  public void prioritiesBeforeSeveralWorkers() {
    ServiceTime service = new ExponentialTime(1);
    agree(new PriorityLines(List.of(new Line(1, service), new Line(2.4, service)), 4));
  }

  private static void agree(PriorityLines lines) {
    List<Times> times = simulated(lines.lines(), lines.workers(), 13);
    List<Double> waits = lines.meanWaits();
    for (int line = 0; line < waits.size(); line++) {
      holds("mean wait of line " + line, times.get(line).meanWait(), waits.get(line));
    }
  }

  @Test
  public void oneSeedGivesTheSameTimesAndAnotherGivesOthers() {
    List<Line> lines = List.of(new Line(0.7, new ExponentialTime(1)));
    Interval once = QueueSimulation.of(lines, 1, 5000, 1).get(0).mean();
    assertEquals(once, QueueSimulation.of(lines, 1, 5000, 1).get(0).mean());
    assertTrue(once.estimate() != QueueSimulation.of(lines, 1, 5000, 2).get(0).mean().estimate());
  }

  /** Events at even distances that are served in less than one never wait. */
  @Test
  public void eventsThatKeepTheirDistanceDoNotWait() {
    Times times =
        QueueSimulation.of(
            new ConstantTime(0.09), Arrivals.even(new ConstantTraffic(10)), 1, 1000, 1);
    assertEquals(0, times.meanWait().estimate(), 1e-9);
    assertEquals(0.09, times.quantile(0.99).estimate(), 1e-9);
    assertEquals(1000, times.count());
  }

  /** 95 of 100 intervals hold the truth; that of 60 runs at least 51 do is a matter of chance. */
  @Test
  public void theIntervalsAreAsWideAsTheyClaim() {
    List<Line> lines = List.of(new Line(0.5, new ExponentialTime(1)));
    int held = 0;
    for (int seed = 0; seed < 60; seed++) {
      held += QueueSimulation.of(lines, 1, 20_000, seed).get(0).mean().holds(2, 1) ? 1 : 0;
    }
    assertTrue(held + " of 60 intervals hold the mean", held >= 51 && held < 60);
  }

  private static List<Times> simulated(List<Line> lines, int workers, long seed) {
    return QueueSimulation.of(lines, workers, 300_000, seed);
  }

  private static void holds(String name, Interval simulated, double formula) {
    String message = "%s by formula is %s, simulated %s".formatted(name, formula, simulated);
    assertTrue(message, simulated.holds(formula, WIDTHS));
    assertTrue(message + ": too wide to tell", simulated.error() < WIDEST * formula);
  }
}
