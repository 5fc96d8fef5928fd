package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.queue.Latency;
import dev.catchment.pipelines.queue.Line;
import dev.catchment.pipelines.queue.PriorityLines;
import dev.catchment.pipelines.queue.WorkerQueue;
import dev.catchment.pipelines.traffic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Finds what the traffic of a plan needs at one scale. */
final class Sizing {
  private static final double GIGABYTE = 1e9;
  private static final double HOURS = 24;
  private static final double P99 = 0.99;

  /** How many times the workers that are enough otherwise are tried for the hottest keys. */
  private static final int STRETCH = 4;

  /** The mean days of a month, for the price of disk. */
  private static final double MONTH = 365.25 / 12;

  private final PlanInputs inputs;
  private final PlanOptions options;
  private final Demand demand;
  private final Burst burst;
  private final double scale;
  private final double wanted;
  private final double drain;
  private final List<Priority> priorities;
  private final KeySkew keys;
  private final Map<Integer, Double> hottest = new HashMap<>();
  private final Map<Double, Need> needs = new HashMap<>();

  private Sizing(PlanInputs inputs, Demand demand, double scale) {
    this.inputs = inputs;
    this.options = inputs.options();
    this.demand = demand;
    this.scale = scale;
    this.burst = Burst.of(options.getBurst());
    this.wanted = Span.seconds(options.getP99());
    this.drain = Span.seconds(options.getDrain());
    this.priorities = Priority.of(options.getPriorities());
    this.keys = options.getKeys() == 0 ? null : new KeySkew(options.getKeys(), options.getSkew());
  }

  /** The needs of traffic that is so many times what is expected. */
  static Sizing of(PlanInputs inputs, Demand demand, double scale) {
    return new Sizing(inputs, demand, scale);
  }

  /**
   * The workers that are enough for a rate.
   *
   * @param forLatency the fewest for the p99; empty where no number is
   * @param forBurst the fewest for the burst
   * @param forKeys the fewest for the hottest keys; empty without keys or where no number is
   */
  private record Need(OptionalInt forLatency, int forBurst, OptionalInt forKeys, boolean keyed) {
    int workers() {
      return Math.max(Math.max(forLatency.orElse(1), forBurst), forKeys.orElse(1));
    }

    boolean isEnough() {
      return forLatency.isPresent() && (!keyed || forKeys.isPresent());
    }
  }

  /** The need of a rate; months of the same rate are looked at once. */
  private Need need(double rate) {
    return needs.computeIfAbsent(rate, this::search);
  }

  private Need search(double rate) {
    Line line = inputs.line(rate);
    OptionalInt latency = WorkerQueue.fewest(line, wanted, options.getSeed());
    double capacity = burst.capacity(rate, drain);
    int forBurst = (int) Math.ceil(capacity * inputs.service().mean() - 1e-9);
    int least = Math.max(leastWorkers(line), forBurst);
    int otherwise = Math.max(least, latency.orElse(1));
    return new Need(
        latency,
        least,
        keys == null ? OptionalInt.empty() : forKeys(rate, STRETCH * otherwise),
        keys != null);
  }

  private static int leastWorkers(Line line) {
    return (int) line.load() + 1;
  }

  /**
   * The fewest workers, up to a most, of which the one with the hottest keys is within the p99 by
   * itself.
   */
  private OptionalInt forKeys(double rate, int most) {
    if (!isWithin(rate * keys.hottestKey())) {
      return OptionalInt.empty();
    }
    int least = leastWorkers(inputs.line(rate));
    return fewest(least, most, workers -> isWithin(rate * hottest(workers)));
  }

  /** The part of the events of the fullest of some workers; months ask for the same ones. */
  private double hottest(int workers) {
    return hottest.computeIfAbsent(workers, number -> keys.hottest(number, options.getSeed()));
  }

  private boolean isWithin(double rate) {
    WorkerQueue one = new WorkerQueue(inputs.line(rate), 1);
    return one.utilisation() < 1 && one.latency(options.getSeed()).p99() <= wanted;
  }

  /** The least number of two that is enough, where more are enough as well. */
  private static OptionalInt fewest(int least, int most, IntPredicate isEnough) {
    int low = least - 1;
    int high = least;
    for (int step = 1; !isEnough.test(high); step *= 2) {
      if (high >= most) {
        return OptionalInt.empty();
      }
      low = high;
      high = Math.min(most, high + step);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (isEnough.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalInt.of(high);
  }

  /** The scenario. */
  ScenarioPlan plan(String name) {
    Demand.Month first = demand.months().get(0);
    double rate = scale * first.busiestRate();
    Need need = need(rate);
    int workers = need.workers();
    double capacity = workers / inputs.service().mean();
    Double fullest = keys == null ? null : hottest(workers);
    return new ScenarioPlan(
        name,
        scale,
        scale * first.meanRate(),
        rate,
        demand.busiestHour(),
        leastWorkers(inputs.line(rate)),
        boxed(need.forLatency),
        need.forBurst,
        boxed(need.forKeys),
        priorities.isEmpty() ? null : boxed(forFirst(rate)),
        workers,
        need.isEnough(),
        latencies(rate, workers, fullest),
        options.getWorkers() == null ? null : latency(LatencyPlan.ALL, rate, options.getWorkers()),
        BurstPlan.of(burst, rate, capacity),
        BacklogPlan.of(
            Backlog.of(inputs.traffic(), scale, capacity, first.days() * HOURS * 3600),
            demand.from()),
        fullest,
        fullest == null ? null : inputs.line(rate * fullest).load(),
        months());
  }

  private static Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private List<Line> lines(double rate) {
    return priorities.stream().map(line -> inputs.line(rate * line.share())).toList();
  }

  private OptionalInt forFirst(double rate) {
    if (inputs.service().quantile(P99) > wanted) {
      return OptionalInt.empty();
    }
    return fewest(
        leastWorkers(inputs.line(rate)),
        WorkerQueue.MOST,
        workers -> {
          PriorityLines queue = new PriorityLines(lines(rate), workers);
          return queue.latencies(options.getSeed()).get(0).p99() <= wanted;
        });
  }

  private List<LatencyPlan> latencies(double rate, int workers, Double fullest) {
    List<LatencyPlan> latencies = new ArrayList<>();
    latencies.add(latency(LatencyPlan.ALL, rate, workers));
    if (fullest != null) {
      latencies.add(latency(LatencyPlan.HOTTEST, rate * fullest, 1));
    }
    if (!priorities.isEmpty()) {
      PriorityLines queue = new PriorityLines(lines(rate), workers);
      List<Latency> each = queue.latencies(options.getSeed());
      for (int line = 0; line < each.size(); line++) {
        latencies.add(
            LatencyPlan.of(
                priorities.get(line).name(), workers, queue.utilisation(), each.get(line)));
      }
    }
    return latencies;
  }

  private LatencyPlan latency(String name, double rate, int workers) {
    WorkerQueue queue = new WorkerQueue(inputs.line(rate), workers);
    return queue.utilisation() < 1
        ? LatencyPlan.of(name, workers, queue.utilisation(), queue.latency(options.getSeed()))
        : LatencyPlan.endless(name, workers, queue.utilisation());
  }

  private List<MonthPlan> months() {
    List<MonthPlan> months = new ArrayList<>();
    for (Demand.Month month : demand.months()) {
      double rate = scale * month.busiestRate();
      Need need = need(rate);
      Disk.State disk = inputs.disk().map(known -> known.after(demand, month, scale)).orElse(null);
      months.add(
          new MonthPlan(
              month.first().toString(),
              scale * month.meanRate(),
              rate,
              need.workers(),
              disk == null ? null : disk.bytes(),
              disk == null ? null : disk.files(),
              disk == null ? null : disk.compacted(),
              disk == null ? null : disk.fileBytes(),
              cost(month, need.workers(), disk)));
    }
    return months;
  }

  private Double cost(Demand.Month month, int workers, Disk.State disk) {
    if (options.getWorkerPrice() == 0 && options.getDiskPrice() == 0) {
      return null;
    }
    double stored = disk == null ? 0 : disk.bytes() / GIGABYTE * month.days() / MONTH;
    return workers * month.days() * HOURS * options.getWorkerPrice()
        + stored * options.getDiskPrice();
  }
}
