package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.queue.Line;
import dev.catchment.pipelines.queue.MeasuredTimes;
import dev.catchment.pipelines.queue.ServiceTime;
import dev.catchment.pipelines.traffic.Cell;
import dev.catchment.pipelines.traffic.FittedTraffic;
import dev.catchment.pipelines.traffic.Span;
import dev.catchment.pipelines.traffic.Traffic;
import dev.catchment.pipelines.traffic.TrafficFit;
import dev.catchment.pipelines.traffic.TrafficSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that a plan is made of, read and checked.
 *
 * @param options the options
 * @param from the first day
 * @param traffic the traffic from that day on
 * @param trafficWords what is known of it, for people
 * @param service how long a worker takes for an event
 * @param serviceWords where that comes from, for people
 * @param disk what stored events take; empty where nobody knows the bytes of one
 */
record PlanInputs(
    PlanOptions options,
    LocalDate from,
    Traffic traffic,
    String trafficWords,
    ServiceTime service,
    String serviceWords,
    Optional<Disk> disk) {
  private static final int DEFAULT_FILES = 24;

  private record Service(ServiceTime time, String words) {}

  /**
   * Reads what the options name.
   *
   * @throws UsageException when something is missing, given twice, or cannot be used
   */
  static PlanInputs of(PlanOptions options, Instant now) {
    checkOne(
        "the traffic",
        "--rate=200, --store=DIR or --counts=counts.csv",
        options.getRate(),
        options.getStore(),
        options.getCounts());
    checkOne(
        "the time of a worker for an event",
        "--service=5ms, --times=times.csv or --summary=summary.json",
        options.getService(),
        options.getTimes(),
        options.getSummary());
    Service service = service(options);
    Optional<StoreHistory> store = Optional.ofNullable(options.getStore()).map(StoreHistory::of);
    List<Cell> cells =
        store.isPresent()
            ? store.get().cells()
            : options.getCounts() == null ? List.of() : Tables.counts(options.getCounts());
    LocalDate from = from(options, cells, now);
    long start = from.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    Optional<FittedTraffic> fitted = fitted(options, cells);
    return new PlanInputs(
        options,
        from,
        fitted.isPresent() ? fitted.get().traffic(start, options.getSeed()) : given(options, start),
        fitted
            .map(traffic -> traffic.words() + ", fitted to %,d counts".formatted(traffic.cells()))
            .orElseGet(
                () ->
                    "%s events a second, %s"
                        .formatted(PlanText.number(options.getRate()), options.getTraffic())),
        service.time,
        service.words,
        disk(options, store));
  }

  /** Events of the traffic at a rate as they wait for a worker. */
  Line line(double rate) {
    return new Line(rate, service);
  }

  private static void checkOne(String what, String choices, Object... values) {
    long given = Stream.of(values).filter(value -> value != null).count();
    if (given != 1) {
      throw new UsageException(
          given == 0
              ? "%s is missing; give one of %s".formatted(what, choices)
              : "%s is given %d times; keep one of %s".formatted(what, given, choices));
    }
  }

  private static Traffic given(PlanOptions options, long start) {
    if (options.getRate() == 0) {
      throw new UsageException("--rate=0: there is nothing to plan; give a rate above 0");
    }
    try {
      return TrafficSpec.parse(options.getTraffic())
          .traffic(options.getRate(), start, options.getSeed());
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          "--traffic=%s: %s".formatted(options.getTraffic(), wrong.getMessage()), wrong);
    }
  }

  private static Optional<FittedTraffic> fitted(PlanOptions options, List<Cell> cells) {
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TrafficFit.of(cells));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          "%s: %s; there is no history to plan by"
              .formatted(
                  options.getStore() == null ? options.getCounts() : options.getStore(),
                  wrong.getMessage()),
          wrong);
    }
  }

  private static LocalDate from(PlanOptions options, List<Cell> cells, Instant now) {
    if (options.getFrom() != null) {
      try {
        return LocalDate.parse(options.getFrom());
      } catch (DateTimeException none) {
        throw new UsageException(
            "--from=%s: there is no such day".formatted(options.getFrom()), none);
      }
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    long end = cells.stream().mapToLong(Cell::end).max().orElse(Long.MIN_VALUE);
    LocalDate after =
        cells.isEmpty()
            ? today
            : LocalDate.ofInstant(Instant.ofEpochMilli(end - 1), ZoneOffset.UTC).plusDays(1);
    return after.isAfter(today) ? after : today;
  }

  private static Service service(PlanOptions options) {
    double variability = options.getVariability();
    if (options.getTimes() != null) {
      double[] times = Tables.seconds(options.getTimes());
      try {
        return new Service(MeasuredTimes.of(times), "%,d measured times".formatted(times.length));
      } catch (IllegalArgumentException wrong) {
        throw new UsageException(
            "--times=%s: %s".formatted(options.getTimes(), wrong.getMessage()), wrong);
      }
    }
    if (options.getSummary() != null) {
      return measured(options, variability);
    }
    double mean = Span.seconds(options.getService());
    if (mean == 0) {
      throw new UsageException("--service=%s: give a time above 0".formatted(options.getService()));
    }
    return new Service(ServiceTime.of(mean, variability), "given");
  }

  private static Service measured(PlanOptions options, double variability) {
    if (options.getMeasuredWorkers() == null) {
      throw new UsageException(
          "--measuredWorkers is missing; say how many workers the runs of --summary had, such as"
              + " --measuredWorkers=2");
    }
    List<MeasuredRun> runs = new ArrayList<>();
    options.getSummary().forEach(file -> runs.add(MeasuredRun.read(file)));
    MeasuredRun.Pace pace = MeasuredRun.pace(runs);
    return new Service(
        ServiceTime.of(pace.record() * options.getMeasuredWorkers(), variability),
        "%d run%s of %s with %d workers%s"
            .formatted(
                runs.size(),
                runs.size() == 1 ? "" : "s",
                runs.get(0).job(),
                options.getMeasuredWorkers(),
                pace.start() > 0 ? ", of which a start takes %.1f s".formatted(pace.start()) : ""));
  }

  private static Optional<Disk> disk(PlanOptions options, Optional<StoreHistory> store) {
    if (options.getEventBytes() == null && store.isEmpty()) {
      return Optional.empty();
    }
    double bytes =
        options.getEventBytes() == null
            ? store.get().eventBytes()
            : options.getEventBytes() / options.getCompression();
    int files =
        options.getFilesPerDay() != null
            ? options.getFilesPerDay()
            : store.map(known -> (int) Math.ceil(known.filesPerDay())).orElse(DEFAULT_FILES);
    return Optional.of(
        new Disk(
            bytes,
            options.getRetention(),
            options.getCopies(),
            files,
            store.map(StoreHistory::standing).orElseGet(TreeMap::new)));
  }
}
