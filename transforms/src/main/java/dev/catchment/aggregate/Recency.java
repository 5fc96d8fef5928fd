package dev.catchment.aggregate;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.stream.LongStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * Keeps the time of the last event, from which the whole days up to a date are counted, and of the
 * events that are dated ahead the last one of each step, for the {@value #MOST_AHEAD} steps that
 * come first.
 *
 * <p>Holds the times in ascending order. The first is the last event up to the date where there is
 * one, the others are ahead.
 */
final class Recency extends Memory<long[]> {
  private static final long serialVersionUID = 1;
  private static final int MOST_AHEAD = 64;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int NONE = -1;

  private final Steps steps;
  private final long lookBack;
  private final long[] turns;
  private final Awaited awaits;

  /**
   * A memory.
   *
   * @param lookBack how long events count, in milliseconds, or {@link Steps#NEVER}
   * @param awaits which changes by time alone somebody waits for
   */
  Recency(Steps steps, long lookBack, Awaited awaits) {
    this.steps = steps;
    this.lookBack = lookBack;
    this.awaits = awaits;
    this.turns = days(awaits.turns());
  }

  /** The numbers of days at which a comparison with one of some numbers can turn out otherwise. */
  private static long[] days(NavigableSet<Double> numbers) {
    return numbers.stream()
        .flatMapToLong(
            number -> LongStream.of((long) Math.ceil(number), (long) Math.floor(number) + 1))
        .sorted()
        .distinct()
        .toArray();
  }

  @Override
  long[] create() {
    return new long[0];
  }

  @Override
  long[] add(long[] times, Observation observation, long asOf) {
    long[] more = Arrays.copyOf(times, times.length + 1);
    more[times.length] = observation.timestamp();
    Arrays.sort(more);
    return forget(more, asOf);
  }

  /** The place of the last time that is not after a date. */
  private static int last(long[] times, long asOf) {
    int place = NONE;
    while (place + 1 < times.length && times[place + 1] <= asOf) {
      place++;
    }
    return place;
  }

  @Override
  Object value(long[] times, long asOf) {
    int last = last(times, asOf);
    return last == NONE || isOver(times[last], asOf) ? null : FeaturePlan.days(times[last], asOf);
  }

  private boolean isOver(long time, long asOf) {
    return lookBack != Steps.NEVER && time < asOf - lookBack;
  }

  @Override
  long[] forget(long[] times, long asOf) {
    int last = last(times, asOf);
    long[] kept = new long[times.length];
    int size = 0;
    if (last != NONE && !isOver(times[last], asOf)) {
      kept[size++] = times[last];
    }
    int ahead = 0;
    for (int place = last + 1; place < times.length && ahead < MOST_AHEAD; place++) {
      boolean isLastOfStep =
          place + 1 == times.length
              || steps.atOrAfter(times[place + 1]) > steps.atOrAfter(times[place]);
      if (isLastOfStep) {
        kept[size++] = times[place];
        ahead++;
      }
    }
    return size == times.length ? times : Arrays.copyOf(kept, size);
  }

  @Override
  long next(long[] times, long asOf) {
    if (!awaits.isAwaited()) {
      return Steps.NEVER;
    }
    int last = last(times, asOf);
    long next = last + 1 < times.length ? steps.atOrAfter(times[last + 1]) : Steps.NEVER;
    if (last == NONE || isOver(times[last], asOf)) {
      return next;
    }
    if (lookBack != Steps.NEVER) {
      next = Math.min(next, steps.end(times[last] + lookBack));
    }
    long days = turn(FeaturePlan.days(times[last], asOf));
    return days == Steps.NEVER ? next : Math.min(next, steps.atOrAfter(times[last] + days * DAY));
  }

  /** The first number of days above the present one that matters. */
  private long turn(long days) {
    if (awaits.everyTurn()) {
      return days + 1;
    }
    for (long turn : turns) {
      if (turn > days) {
        return turn;
      }
    }
    return Steps.NEVER;
  }

  @Override
  Coder<long[]> coder() {
    return new TimesCoder();
  }

  @Override
  long mostBytes() {
    return 1 + 10 * (1 + MOST_AHEAD);
  }

  /** The coder of the times: their number, then each as the difference to the one before. */
  private static final class TimesCoder extends CustomCoder<long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(long[] times, OutputStream out) throws IOException {
      Wire.writeVarint(times.length, out);
      long before = 0;
      for (long time : times) {
        Wire.writeSigned(time - before, out);
        before = time;
      }
    }

    @Override
    public long[] decode(InputStream in) throws IOException {
      long[] times = new long[Wire.readLength(in)];
      long before = 0;
      for (int index = 0; index < times.length; index++) {
        before += Wire.readSigned(in);
        times[index] = before;
      }
      return times;
    }
  }
}
