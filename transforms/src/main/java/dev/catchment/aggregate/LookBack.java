package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * Keeps an accumulator for every step of time that had events, as far back as events count, and
 * merges them.
 *
 * <p>Events that are dated ahead count at once, as they do in a batch. Those that lie {@value
 * #MOST_STEPS} steps ahead or more share the last of these, so that there is an end to what is
 * kept.
 */
final class LookBack<A> extends Memory<NavigableMap<Long, A>> {
  /** The most steps that events may count back, and that are told from each other ahead. */
  static final int MOST_STEPS = 800;

  private static final long serialVersionUID = 1;

  private final Aggregation<A> aggregation;
  private final Steps steps;
  private final long count;
  private final boolean awaited;

  /**
   * A memory.
   *
   * @param lookBack how long events count, in milliseconds
   * @param awaited whether somebody waits for values that change by time alone
   */
  LookBack(Aggregation<A> aggregation, Steps steps, long lookBack, boolean awaited) {
    this.aggregation = aggregation;
    this.steps = steps;
    this.count = lookBack / steps.length();
    this.awaited = awaited;
    checkArgument(
        count * steps.length() == lookBack && count <= MOST_STEPS,
        "events count for %s ms, must be up to %s steps of %s ms",
        lookBack,
        MOST_STEPS,
        steps.length());
  }

  @Override
  NavigableMap<Long, A> create() {
    return new TreeMap<>();
  }

  @Override
  NavigableMap<Long, A> add(NavigableMap<Long, A> buckets, Observation observation, long asOf) {
    long step =
        Math.min(steps.number(observation.timestamp()), steps.number(asOf) + MOST_STEPS - 1);
    if (step >= first(asOf)) {
      A before = buckets.get(step);
      buckets.put(
          step,
          aggregation.addInput(
              before == null ? aggregation.createAccumulator() : before, observation));
    }
    return buckets;
  }

  /** The number of the first step that counts at a date. */
  private long first(long asOf) {
    return steps.number(asOf) - count;
  }

  @Override
  Object value(NavigableMap<Long, A> buckets, long asOf) {
    return aggregation.extractOutput(aggregation.mergeAll(buckets.tailMap(first(asOf)).values()));
  }

  @Override
  NavigableMap<Long, A> forget(NavigableMap<Long, A> buckets, long asOf) {
    buckets.headMap(first(asOf)).clear();
    return buckets;
  }

  @Override
  long next(NavigableMap<Long, A> buckets, long asOf) {
    Long oldest = awaited ? buckets.ceilingKey(first(asOf)) : null;
    return oldest == null ? Steps.NEVER : (oldest + count + 1) * steps.length();
  }

  @Override
  Coder<NavigableMap<Long, A>> coder() {
    return new BucketsCoder<>(aggregation.coder());
  }

  @Override
  long mostBytes() {
    return (count + MOST_STEPS) * (2 + aggregation.mostBytes(steps.length()));
  }

  /** The coder of the buckets: their number, then each with the distance from the one before. */
  private static final class BucketsCoder<A> extends CustomCoder<NavigableMap<Long, A>> {
    private static final long serialVersionUID = 1;

    private final Coder<A> accumulator;

    BucketsCoder(Coder<A> accumulator) {
      this.accumulator = accumulator;
    }

    @Override
    public void encode(NavigableMap<Long, A> buckets, OutputStream out) throws IOException {
      Wire.writeVarint(buckets.size(), out);
      long before = 0;
      for (Map.Entry<Long, A> bucket : buckets.entrySet()) {
        Wire.writeSigned(bucket.getKey() - before, out);
        accumulator.encode(bucket.getValue(), out);
        before = bucket.getKey();
      }
    }

    @Override
    public NavigableMap<Long, A> decode(InputStream in) throws IOException {
      NavigableMap<Long, A> buckets = new TreeMap<>();
      int size = Wire.readLength(in);
      long step = 0;
      for (int index = 0; index < size; index++) {
        step += Wire.readSigned(in);
        buckets.put(step, accumulator.decode(in));
      }
      return buckets;
    }
  }
}
