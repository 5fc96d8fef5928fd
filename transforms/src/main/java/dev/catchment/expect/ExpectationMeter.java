package dev.catchment.expect;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.expect.Check.ExistsIn;
import dev.catchment.model.Event;
import dev.catchment.model.Position;
import dev.catchment.rules.EventFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Measures expectations on events as they pass by, inside of a step: what it has seen leaves as
 * {@link Observation}s by key when it is drained, to be brought together by {@link
 * MergeObservations}. Not thread-safe.
 *
 * <p>Only expectations that compare values with each other keep values; {@link #isFull} says when
 * they should be handed over. Memory: up to {@value #MOST_VALUES} different values, about 10 MB.
 */
public final class ExpectationMeter {
  /** The number of different values to hold at most. */
  private static final int MOST_VALUES = 100_000;

  private static final char SHARD = '#';
  private static final int LOOK_EVERY = 1024;

  private final Map<String, List<Gauge>> gauges = new HashMap<>();
  private int taken;

  private ExpectationMeter() {}

  /**
   * A meter for the events of any sources.
   *
   * @param fields the names of an event's parts
   * @param until events later than this do not make a source fresh, in milliseconds since
   *     1970-01-01T00:00:00Z
   * @param shards over how many keys the values of one expectation are spread, at least 1
   */
  public static ExpectationMeter of(
      List<Expectation> expectations, EventFields fields, long until, int shards) {
    checkArgument(shards >= 1, "shards is %s, must be at least 1", shards);
    ExpectationMeter meter = new ExpectationMeter();
    for (Expectation expectation : expectations) {
      meter.add(expectation.source(), Gauge.of(expectation, fields, until, shards));
      if (expectation.check() instanceof ExistsIn check) {
        meter.add(check.source(), Gauge.ofKnown(expectation, check, fields, shards));
      }
    }
    return meter;
  }

  private void add(String source, Gauge gauge) {
    gauges.computeIfAbsent(source, unused -> new ArrayList<>()).add(gauge);
  }

  /** Looks at an event; the position of its record may be null. */
  public void take(Event event, Position position) {
    taken++;
    for (Gauge gauge : gauges.getOrDefault(event.source(), List.of())) {
      gauge.take(event, position);
    }
  }

  /** Whether it is time to drain it, lest it grow too large. */
  public boolean isFull() {
    return taken % LOOK_EVERY == 0
        && gauges.values().stream().flatMap(List::stream).mapToInt(Gauge::values).sum()
            >= MOST_VALUES;
  }

  /** Hands over what was seen, by key, and begins anew. */
  public void drain(BiConsumer<String, Observation> seen) {
    gauges.values().forEach(list -> list.forEach(gauge -> gauge.drain(seen)));
  }

  /** The key of a shard of an expectation. */
  static String key(String expectation, int shard) {
    return expectation + SHARD + shard;
  }

  /** The {@link Expectation#key} of the expectation that a key belongs to. */
  static String expectation(String key) {
    int end = key.lastIndexOf(SHARD);
    return end < 0 ? key : key.substring(0, end);
  }
}
