package dev.catchment.pipelines.capacity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.Rule;
import org.junit.Test;

/** The plan as people ask for it. */
public class PlanJobTest {
  @Rule public final Workspace work = new Workspace();

  private Cli.Result plan(String... options) {
    List<String> command = new ArrayList<>(List.of("plan", "--output={w}/plan", "--overwrite"));
    command.addAll(List.of(options));
    return work.run(command.toArray(String[]::new));
  }

  private PlanSummary summary(String... options) {
    plan(options).expect(ExitStatus.DONE);
    return PlanSummary.read(work.path("plan/summary.json").toString());
  }

  private void refuses(String option, String... words) {
    plan("--rate=10", "--service=5ms", option).expect(ExitStatus.USAGE).complains(words);
    assertFalse(Files.exists(work.path("plan")));
  }

  /** 100 events a second of 5 ms: one worker has an exponential latency of 10 ms. */
  @Test
  public void oneWorkerIsAQueueOfOne() {
    PlanSummary summary =
        summary("--rate=100", "--service=5ms", "--p99=100ms", "--burst=1.5x1m", "--drain=2h");
    ScenarioPlan today = summary.today();
    assertEquals(1, today.workers());
    assertTrue(today.isEnough());
    assertEquals(0.01, today.latency().mean(), 1e-9);
    assertEquals(0.0460517, today.latency().p99(), 1e-6);
    assertEquals("formula", today.latency().method());
    assertEquals(2, summary.scenarios().size());
    assertEquals(1000, summary.later().meanRate(), 1e-6);
    assertEquals(6, summary.later().leastWorkers());
    assertNull(today.months().get(0).diskBytes());
    assertNull(today.months().get(0).cost());
  }

  @Test
  public void theNumbersAreInEveryOutput() throws IOException {
    PlanSummary summary =
        summary(
            "--rate=100",
            "--service=5ms",
            "--months=2",
            "--from=2026-02-01",
            "--eventBytes=1000",
            "--compression=4",
            "--workerPrice=0.1",
            "--diskPrice=2");
    MonthPlan first = summary.today().months().get(0);
    assertEquals("2026-02-01", first.from());
    assertEquals(100 * 86_400 * 28 * 250.0, first.diskBytes(), 1);
    double disk = first.diskBytes() / 1e9 * 28 / (365.25 / 12) * 2;
    assertEquals(first.workers() * 28 * 24 * 0.1 + disk, first.cost(), 1e-6);
    List<String> months = Files.readAllLines(work.path("plan/months.csv"));
    assertEquals(5, months.size());
    assertTrue(months.get(1), months.get(1).startsWith("today,2026-02-01,100.000000,100.000000,"));
    List<String> workers = Files.readAllLines(work.path("plan/workers.csv"));
    assertTrue(workers.get(1), workers.get(1).startsWith("today,1,0.500000,0.010000,"));
    assertTrue(Files.readString(work.path("plan/options.txt")).contains("--parallelism="));
    String page = Files.readString(work.path("plan/report.html"));
    for (String chart :
        List.of("week", "rate", "latency-chart-today", "burst", "workers", "disk")) {
      assertTrue(chart, page.contains("id=\"" + chart));
    }
  }

  @Test
  public void theSameSeedGivesTheSamePlan() throws IOException {
    isTheSameAgain("--variability=2", "--scale=2", "--months=1", "--seed=3");
    isTheSameAgain("--keys=1000", "--skew=0.5", "--seed=3");
  }

  private void isTheSameAgain(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--rate=100", "--service=5ms"));
    all.addAll(List.of(options));
    plan(all.toArray(String[]::new)).expect(ExitStatus.DONE);
    String once = Files.readString(work.path("plan/summary.json"));
    plan(all.toArray(String[]::new)).expect(ExitStatus.DONE);
    assertEquals(once, Files.readString(work.path("plan/summary.json")));
  }

  @Test
  public void prioritiesComeFirst() {
    ScenarioPlan today =
        summary(
                "--rate=180",
                "--service=5ms",
                "--p99=60ms",
                "--priorities=urgent=0.1,normal=0.9",
                "--scale=1")
            .today();
    assertEquals(
        List.of("all", "urgent", "normal"),
        today.latencies().stream().map(LatencyPlan::name).toList());
    assertTrue(today.latencies().get(1).mean() < today.latencies().get(2).mean());
    assertTrue(today.workersForFirst() <= today.workersForLatency());
  }

  @Test
  public void aHotKeyNeedsMoreThanWorkers() {
    Cli.Result result =
        plan("--rate=1000", "--service=5ms", "--p99=50ms", "--keys=1000", "--skew=1")
            .expect(ExitStatus.DONE);
    result.says("the most frequent one has 13 % of the events", "split it");
    PlanSummary summary = PlanSummary.read(work.path("plan/summary.json").toString());
    assertFalse(summary.today().isEnough());
    assertNull(summary.today().workersForKeys());
    assertTrue(summary.later().hottestUtilisation() > 1);
    assertNull(summary.later().latency().p99());
  }

  @Test
  public void manyEqualKeysNeedALittleMore() {
    ScenarioPlan today =
        summary("--rate=1000", "--service=5ms", "--p99=50ms", "--keys=100000").today();
    assertTrue(today.isEnough());
    assertTrue(today.workersForKeys() >= today.workersForLatency());
    assertEquals("hottest worker", today.latency().name());
    assertTrue(today.latency().p99() <= 0.05);
  }

  @Test
  public void countsTellRhythmAndGrowth() {
    work.write(
        "counts.csv",
        "time,count\n"
            + IntStream.range(0, 60)
                .mapToObj(
                    day ->
                        "%s,%d"
                            .formatted(
                                LocalDate.parse("2026-01-01").plusDays(day),
                                Math.round(864_000 * Math.pow(1.01, day) * (day % 7 == 3 ? 2 : 1))))
                .collect(Collectors.joining("\n")));
    PlanSummary summary = summary("--counts={w}/counts.csv", "--service=5ms");
    assertTrue(summary.traffic(), summary.traffic().contains("doubling every 69.7 days"));
    assertEquals("2026-03-02", summary.from());
    List<MonthPlan> months = summary.today().months();
    assertEquals(
        Math.pow(1.01, 365 / 12.0), months.get(1).meanRate() / months.get(0).meanRate(), 0.02);
    assertTrue(months.get(11).workers() > months.get(0).workers());
  }

  @Test
  public void aStoreTellsTrafficAndDisk() {
    work.write(
        "in.csv",
        Workspace.HEADER
            + LongStream.range(0, 5 * 24 * 4)
                .mapToObj(
                    quarter ->
                        "%d,2026-01-%02dT%02d:%02d:00Z,c%d,1"
                            .formatted(
                                quarter,
                                1 + quarter / 96,
                                quarter / 4 % 24,
                                15 * (quarter % 4),
                                quarter % 9))
                .collect(Collectors.joining("\n", "", "\n")));
    work.collect().expect(ExitStatus.DONE);
    PlanSummary summary =
        summary("--store={w}/store", "--service=5ms", "--filesPerDay=3", "--retention=10");
    assertEquals(4 / 3600.0, summary.today().meanRate(), 1e-6);
    assertEquals("2026-01-31", summary.from());
    assertTrue(summary.eventBytes() > 1);
    assertEquals(30, summary.today().months().get(11).files(), 0);
  }

  @Test
  public void aRunTellsTheTimeOfARecord() {
    work.write("summary.json", "{\"job\": \"collect\", \"seconds\": 50.0, \"read\": 1000}");
    PlanSummary summary =
        summary("--rate=10", "--summary={w}/summary.json", "--measuredWorkers=2", "--p99=10s");
    assertEquals(0.1, summary.serviceMean(), 1e-12);
    assertEquals("1 run of collect with 2 workers", summary.service());
  }

  @Test
  public void measuredTimesAreSimulated() {
    work.write("times.csv", "seconds\n0.001\n0.002\n0.009\n");
    ScenarioPlan today =
        summary("--rate=100", "--times={w}/times.csv", "--p99=50ms", "--scale=1").today();
    assertTrue(today.latency().method(), today.latency().method().contains("simulation"));
    assertTrue(today.latency().p99Error() > 0 && today.latency().p99() <= 0.05);
  }

  @Test
  public void tooFewWorkersAreToldHowManyAreEnough() {
    refuses("--workers=0", "--workers=0");
    plan("--rate=1000", "--service=5ms", "--workers=4", "--p99=100ms")
        .expect(ExitStatus.USAGE)
        .complains(
            "the utilisation would be 1.25",
            "work for 5.00 workers",
            "6 keep up in the busiest hour",
            "6 have a p99 within 100ms");
  }

  /** At noon too much, over the day not: that is an answer, not a mistake. */
  @Test
  public void workersThatFallBehindByDayAreTold() {
    plan("--rate=180", "--traffic=daily", "--service=5ms", "--workers=1")
        .expect(ExitStatus.DONE)
        .says("1 worker would not keep up: utilisation 1.");
  }

  @Test
  public void aServiceThatIsTooLongIsTold() {
    plan("--rate=10", "--service=5ms", "--p99=10ms")
        .expect(ExitStatus.DONE)
        .says("no number of workers has a p99 within 10 ms: the service alone takes 23 ms");
  }

  @Test
  public void missingAndDoubleInputsAreNamed() {
    plan("--service=5ms").expect(ExitStatus.USAGE).complains("the traffic is missing; give one of");
    plan("--rate=1")
        .expect(ExitStatus.USAGE)
        .complains("the time of a worker for an event is missing");
    refuses("--counts={w}/in.csv", "the traffic is given 2 times");
    plan("--rate=1", "--summary=x.json")
        .expect(ExitStatus.USAGE)
        .complains("--measuredWorkers is missing");
  }

  @Test
  public void impossibleNumbersAreNamed() {
    refuses("--rate=-1", "--rate");
    refuses("--p99=-1s", "--p99=-1s is not right");
    refuses("--p99=fast", "a length of time is wanted, such as 500ms");
    refuses("--variability=-1", "--variability");
    refuses("--traffic=dayly", "did you mean daily?");
    refuses("--burst=1x1m", "a factor above 1");
    refuses("--from=2026-02-30", "there is no such day");
    refuses("--priorities=a=0.5,b=0.4", "they must make 1");
    refuses("--priorities=a=0.5,a=0.5", "a stands twice");
    refuses("--priorities=a=0.0001,b=0.9999", "a=0.0001 is too little", "at least 0.01");
    plan("--rate=0", "--service=5ms").expect(ExitStatus.USAGE).complains("give a rate above 0");
    plan("--rate=1", "--service=0s").expect(ExitStatus.USAGE).complains("give a time above 0");
  }

  @Test
  public void historiesThatTellNothingAreNamed() {
    counts("time,count\n", "has no row");
    counts("time,count\n2026-01-01,5\n", "has 1 row; at least 2 are needed");
    counts("time,count\n2026-01-01,0\n2026-01-02,0\n", "all 2 counts are 0");
    counts("time,count\n2026-01-01,5\n2026-01-02,-3\n", "counts.csv:3: the count is -3");
    counts("time,count\n2026-01-01,5\n2026-01-02,\n", "counts.csv:3: the count is missing");
    counts(
        "time,count\n2026-01-01,5\n2026-01-02,x\n", "counts.csv:3: the count \"x\" is no number");
    counts("time,count\n2026-01-01,5\nyesterday,5\n", "counts.csv:3: the time \"yesterday\"");
    counts("time,count\n2026-01-01,5\n2026-01-01,5\n", "stands twice");
    counts("when,count\n2026-01-01,5\n", "has no column time. Its columns are when, count");
    plan("--store={w}/none", "--service=5ms")
        .expect(ExitStatus.USAGE)
        .complains("there is no event store in");
  }

  private void counts(String table, String complaint) {
    work.write("counts.csv", table);
    plan("--counts={w}/counts.csv", "--service=5ms").expect(ExitStatus.USAGE).complains(complaint);
  }

  @Test
  public void runsThatTellNothingAreNamed() {
    run("{\"job\": \"x\", \"seconds\": 1}", "has none of the counts read, events");
    run("{\"job\": \"x\", \"seconds\": 0, \"read\": 5}", "5 records in 0.0 seconds");
    run("no JSON", "cannot read");
  }

  private void run(String summary, String complaint) {
    work.write("summary.json", summary);
    plan("--rate=1", "--summary={w}/summary.json", "--measuredWorkers=1")
        .expect(ExitStatus.USAGE)
        .complains(complaint);
  }
}
