package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.queue.Latency;
import dev.catchment.pipelines.queue.WorkerQueue;
import dev.catchment.pipelines.traffic.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The plan: the scenarios of today's traffic and of more of it.
 *
 * @param inputs what it is made of
 * @param demand what is expected of the traffic
 */
record CapacityPlan(PlanInputs inputs, Demand demand) {
  private static final double P99 = 0.99;

  /** The most points of a curve, each of which may be a simulation. */
  private static final int POINTS = 20;

  static CapacityPlan of(PlanInputs inputs) {
    Burst.of(inputs.options().getBurst());
    Priority.of(inputs.options().getPriorities());
    return new CapacityPlan(
        inputs, Demand.of(inputs.traffic(), inputs.from(), inputs.options().getMonths()));
  }

  /**
   * Checks that the workers that are given keep up with the traffic of the first month.
   *
   * @throws UsageException when they do not, which names how many would
   */
  void checkWorkers() {
    Integer workers = inputs.options().getWorkers();
    Demand.Month month = demand.months().get(0);
    double utilisation = workers == null ? 0 : inputs.line(month.meanRate()).load() / workers;
    if (utilisation < 1) {
      return;
    }
    double wanted = Span.seconds(inputs.options().getP99());
    OptionalInt enough =
        WorkerQueue.fewest(inputs.line(month.busiestRate()), wanted, inputs.options().getSeed());
    throw new UsageException(
        "--workers=%d: the utilisation would be %.2f: %s events a second of %s each are work for %.2f workers, and the queue would grow without end; %s, and %s"
            .formatted(
                workers,
                utilisation,
                PlanText.number(month.meanRate()),
                PlanText.time(inputs.service().mean()),
                utilisation * workers,
                "%d keep up in the busiest hour"
                    .formatted((int) inputs.line(month.busiestRate()).load() + 1),
                enough.isPresent()
                    ? "%d have a p99 within %s"
                        .formatted(enough.getAsInt(), inputs.options().getP99())
                    : "no number has a p99 within %s".formatted(inputs.options().getP99())));
  }

  /** Today's traffic, and as many times as much as the options say, where that is another. */
  List<ScenarioPlan> scenarios() {
    List<ScenarioPlan> scenarios = new ArrayList<>();
    scenarios.add(Sizing.of(inputs, demand, 1).plan("today"));
    double scale = inputs.options().getScale();
    if (scale > 1) {
      scenarios.add(
          Sizing.of(inputs, demand, scale).plan("%s times".formatted(PlanText.number(scale))));
    }
    return scenarios;
  }

  /**
   * The partitions for which no worker of today has more than another, and none of later is idle.
   */
  int partitions(List<ScenarioPlan> scenarios) {
    int now = scenarios.get(0).workers();
    int later = scenarios.get(scenarios.size() - 1).workers();
    return now * ((later + now - 1) / now);
  }

  /** What fewer and more workers are worth, from the fewest that keep up on. */
  List<CurvePoint> curve(List<ScenarioPlan> scenarios) {
    List<CurvePoint> curve = new ArrayList<>();
    for (ScenarioPlan scenario : scenarios) {
      int least = scenario.leastWorkers();
      int most =
          Math.max(least + POINTS / 2, scenario.workers() + (scenario.workers() - least) / 2);
      int step = Math.max(1, (most - least) / POINTS);
      for (int workers = least; workers <= most; workers += step) {
        WorkerQueue queue = new WorkerQueue(inputs.line(scenario.busiestRate()), workers);
        Latency latency = queue.latency(inputs.options().getSeed());
        curve.add(
            new CurvePoint(
                scenario.name(), workers, queue.utilisation(), latency.mean(), latency.p99()));
      }
    }
    return curve;
  }

  /** The options of the runners. */
  List<String> lines(List<ScenarioPlan> scenarios) {
    return RunnerLines.of(
        scenarios.get(0).workers(),
        scenarios.get(scenarios.size() - 1).workers(),
        inputs.options().getCores());
  }

  PlanSummary summary(List<ScenarioPlan> scenarios, Instant start, double seconds) {
    PlanOptions options = inputs.options();
    int partitions = partitions(scenarios);
    KeySkew keys =
        options.getKeys() == 0 ? null : new KeySkew(options.getKeys(), options.getSkew());
    return new PlanSummary(
        "plan",
        start.toString(),
        seconds,
        inputs.from().toString(),
        inputs.trafficWords(),
        inputs.service().mean(),
        inputs.service().variability(),
        inputs.service().quantile(P99),
        inputs.serviceWords(),
        Span.seconds(options.getP99()),
        partitions,
        keys == null ? null : keys.hottest(partitions, options.getSeed()),
        keys == null ? null : keys.hottestKey(),
        inputs.disk().map(Disk::eventBytes).orElse(null),
        scenarios);
  }
}
