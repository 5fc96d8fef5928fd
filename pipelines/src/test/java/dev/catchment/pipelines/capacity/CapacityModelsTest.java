package dev.catchment.pipelines.capacity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.traffic.Bursts;
import dev.catchment.pipelines.traffic.ConstantTraffic;
import dev.catchment.pipelines.traffic.Rhythm;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.Test;

/** Bursts, backlogs, skew and disk, held to what can be reckoned by hand. */
public class CapacityModelsTest {
  private static final LocalDate FROM = LocalDate.parse("2026-01-01");
  private static final double DAY = 86_400;

  /** 300 a second come for 60 s and 200 are served: 6,000 wait; then 100 a second are made up. */
  @Test
  public void aBurstLeavesABacklogThatDrains() {
    Burst burst = Burst.of("3x1m");
    assertEquals(6000, burst.backlog(100, 200), 1e-9);
    assertEquals(60, burst.drain(100, 200), 1e-9);
    assertEquals(0, burst.drain(100, 300), 0);
    assertEquals(Double.POSITIVE_INFINITY, burst.drain(100, 100), 0);
  }

  @Test
  public void theCapacityForABurstDrainsItJustInTime() {
    Burst burst = Burst.of("5x2m");
    double capacity = burst.capacity(40, 300);
    assertEquals(300, burst.drain(40, capacity), 1e-9);
    assertTrue(burst.drain(40, capacity - 1) > 300);
  }

  @Test
  public void burstsThatAreNoneAreRefused() {
    assertThrows(UsageException.class, () -> Burst.of("1x5m"));
    assertThrows(UsageException.class, () -> Burst.of("3x0s"));
  }

  /** The same burst as part of the traffic. */
  @Test
  public void theFluidOfTrafficAgreesWithTheFormulaOfABurst() {
    double every = 3000;
    double last = 600;
    ConstantTraffic calm = new ConstantTraffic(100);
    Backlog backlog = Backlog.of(calm.times(new Bursts(every, last, 3, 1)), 1, 200, 3 * every);
    assertEquals(60_000, backlog.events(), 1e-6);
    assertEquals(2 * last, backlog.seconds(), 60);
    assertEquals(0, Backlog.of(calm, 1, 200, DAY).events(), 0);
    assertEquals(50 * DAY, Backlog.of(calm, 2.5, 200, DAY).events(), 1e-3);
    assertTrue(Double.isInfinite(Backlog.of(calm, 2.5, 200, DAY).to()));
  }

  @Test
  public void demandIsCutIntoMonthsAndHours() {
    long start = FROM.toEpochDay() * 86_400_000L;
    Demand demand = Demand.of(new ConstantTraffic(2).times(Rhythm.daily(start, 1)), FROM, 3);
    assertEquals(List.of(31, 28, 31), demand.months().stream().map(Demand.Month::days).toList());
    assertEquals(2 * 31 * DAY, demand.months().get(0).events(), 1);
    assertEquals(2, demand.months().get(1).meanRate(), 1e-6);
    assertEquals("2026-01-01T20:00:00Z", demand.busiestHour());
    assertTrue(demand.months().get(0).busiestRate() > 4);
  }

  /** A retention of 30 days holds 30 days, whatever was there before. */
  @Test
  public void diskGrowsUntilTheRetention() {
    Demand demand = Demand.of(new ConstantTraffic(1), FROM, 4);
    TreeMap<LocalDate, Long> standing = new TreeMap<>();
    standing.put(FROM.minusDays(1), 1000L);
    Disk kept = new Disk(10, 0, 2, 24, standing);
    assertEquals(
        2 * (31 * DAY * 10 + 1000), kept.after(demand, demand.months().get(0), 1).bytes(), 100);
    assertEquals(32 * 24, kept.after(demand, demand.months().get(0), 1).files(), 0);
    assertEquals(32, kept.after(demand, demand.months().get(0), 1).compacted(), 0);
    Disk dropped = new Disk(10, 30, 1, 24, standing);
    Disk.State last = dropped.after(demand, demand.months().get(3), 2);
    assertEquals(30 * DAY * 10 * 2, last.bytes(), 100);
    assertEquals(DAY * 10 * 2 / 24, last.fileBytes(), 1);
  }

  /** n keys of equal weight in m partitions: n/m + √(2 n ln m / m) (Raab and Steger, 1998). */
  @Test
  public void equalKeysFillPartitionsLikeBallsFillBins() {
    double keys = 1_000_000;
    double bins = 100;
    double bound = 1 / bins + Math.sqrt(2 * Math.log(bins) / (keys * bins));
    assertEquals(bound, new KeySkew((long) keys, 0).hottest((int) bins, 1), 0.02 * bound);
  }

  @Test
  public void aHotKeyIsHotInAnyNumberOfPartitions() {
    KeySkew keys = new KeySkew(1000, 1);
    double harmonic = 7.485470860550345;
    assertEquals(1 / harmonic, keys.hottestKey(), 1e-12);
    assertEquals(1, keys.hottest(1, 1), 0);
    assertTrue(keys.hottest(1000, 1) >= 1 / harmonic);
    assertTrue(keys.hottest(10, 1) > keys.hottest(100, 1));
  }

  /** The part of the first of a million keys, by the sum over all of them. */
  @Test
  public void theTailOfManyKeysIsSummedUp() {
    assertEquals(1 / 14.392726722865, new KeySkew(1_000_000, 1).hottestKey(), 1e-9);
    assertEquals(1 / 4_000_000.0, new KeySkew(4_000_000, 0).hottestKey(), 1e-15);
  }

  @Test
  public void severalRunsTellTheTimeOfAStart() {
    MeasuredRun.Pace pace =
        MeasuredRun.pace(
            List.of(
                new MeasuredRun("a", "collect", 10, 100_000),
                new MeasuredRun("b", "collect", 15, 200_000),
                new MeasuredRun("c", "collect", 20, 300_000)));
    assertEquals(50e-6, pace.record(), 1e-12);
    assertEquals(5, pace.start(), 1e-9);
  }

  @Test
  public void oneRunTellsItsMean() {
    MeasuredRun.Pace pace = MeasuredRun.pace(List.of(new MeasuredRun("a", "collect", 10, 1000)));
    assertEquals(0.01, pace.record(), 1e-12);
    assertEquals(0, pace.start(), 0);
  }

  @Test
  public void linesGiveEachRunnerItsWorkers() {
    String lines = String.join("\n", RunnerLines.of(6, 43, 4));
    assertTrue(lines, lines.contains("--parallelism=6 --maxParallelism=256"));
    assertTrue(lines, lines.contains("2 task managers"));
    assertTrue(lines, lines.contains("spark.cores.max=6"));
    assertTrue(lines, lines.contains("--numWorkers=2 --maxNumWorkers=11"));
    assertTrue(RunnerLines.of(1, 1, 4).toString().contains("--maxParallelism=128"));
  }
}
