package dev.catchment.pipelines.watch;

import dev.catchment.account.Latency;
import dev.catchment.account.Outcome;
import dev.catchment.account.Progress;
import dev.catchment.pipelines.Readings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes of one reading after the other what a live job does now: rates over the last 10 seconds and
 * latencies over the last minute. A count that falls below its half was begun anew, after workers
 * were lost; it goes on from where it was. A smaller fall is a worker that did not tell in time.
 *
 * <p>Memory: the counts of the last minute. For one thread.
 */
final class LiveMeter {
  private static final Duration RATES = Duration.ofSeconds(10);
  private static final Duration LATENCIES = Duration.ofMinutes(1);

  /** Readings that lie closer together than this tell no rate. */
  private static final double LEAST_SECONDS = 0.5;

  private record Taken(Instant time, SortedMap<String, Long> counts) {}

  private final Deque<Taken> taken = new ArrayDeque<>();
  private final Map<String, Long> raw = new TreeMap<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();

  /** A meter of a job that begins at a time, when all counts were 0. */
  LiveMeter(Instant start) {
    taken.addLast(new Taken(start, new TreeMap<>()));
  }

  /** The counts since the start, over all lives of the workers. */
  SortedMap<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /**
   * Takes a reading.
   *
   * @param now not before that of the last one
   * @param lag the messages that are not read yet, if that is known
   */
  LivePoint take(Readings readings, Instant now, OptionalLong lag) {
    readings.counts().forEach(this::add);
    Taken latest = new Taken(now, counts());
    taken.addLast(latest);
    Instant oldest = now.minus(LATENCIES);
    while (taken.size() > 2 && second().time().isBefore(oldest)) {
      taken.removeFirst();
    }
    Taken before = lastBefore(now.minus(RATES));
    double seconds = Duration.between(before.time(), now).toMillis() / 1000.0;
    long read = added(latest, before, Progress.READ);
    long rejected = added(latest, before, Outcome.REJECTED.summaryName());
    Latency recent = Latency.of(latest.counts()).since(Latency.of(taken.peekFirst().counts()));
    return new LivePoint(
        now.toEpochMilli(),
        count(Progress.READ),
        seconds < LEAST_SECONDS ? 0 : read / seconds,
        count(Outcome.REJECTED.summaryName()),
        read == 0 ? 0 : Math.min(1, (double) rejected / read),
        count(Progress.LATE),
        count(Progress.FUTURE),
        count(Progress.KEYLESS),
        lag.isPresent() ? lag.getAsLong() : null,
        behind(readings.watermark(), now),
        seconds(recent.quantileMillis(0.5)),
        seconds(recent.quantileMillis(0.99)),
        Latency.of(counts).count(),
        Math.max(0, count(Progress.OPENED) - count(Progress.RESOLVED)));
  }

  private void add(String name, long value) {
    long last = raw.getOrDefault(name, 0L);
    boolean isAnew = value < last / 2;
    if (isAnew || value > last) {
      counts.merge(name, isAnew ? value : value - last, Long::sum);
      raw.put(name, value);
    }
  }

  private long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  private static long added(Taken latest, Taken before, String name) {
    return latest.counts().getOrDefault(name, 0L) - before.counts().getOrDefault(name, 0L);
  }

  private Taken second() {
    var all = taken.iterator();
    all.next();
    return all.next();
  }

  /** The last that was taken not after a time, or the first of all. */
  private Taken lastBefore(Instant time) {
    Taken found = taken.peekFirst();
    for (Taken one : taken) {
      if (one.time().isAfter(time)) {
        return found;
      }
      found = one;
    }
    return found;
  }

  /** Event times may lie ahead of the clock, and at the end of all input they do for ever. */
  private static Double behind(OptionalLong watermark, Instant now) {
    return watermark.isEmpty()
        ? null
        : (Double) (Math.max(0, now.toEpochMilli() - watermark.getAsLong()) / 1000.0);
  }

  private static Double seconds(OptionalDouble millis) {
    return millis.isEmpty() ? null : (Double) (millis.getAsDouble() / 1000);
  }
}
