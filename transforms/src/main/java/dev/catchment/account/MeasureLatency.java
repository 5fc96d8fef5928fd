package dev.catchment.account;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;

/**
 * Measures how long after their cause elements come out, and passes them on as they are: the last
 * step before a destination. The spans are counted as {@link Latency}; the clock decides nothing. A
 * cause that lies ahead of the clock counts as a span of 0.
 *
 * <p>Memory: the counts of one bundle.
 */
public final class MeasureLatency<T> extends PTransform<PCollection<T>, PCollection<T>> {
  private static final long serialVersionUID = 1;

  private final SerializableFunction<T, Long> cause;
  private final SerializableFunction<Void, Long> clock;

  private MeasureLatency(
      SerializableFunction<T, Long> cause, SerializableFunction<Void, Long> clock) {
    this.cause = cause;
    this.clock = clock;
  }

  /**
   * Measures from the event time that a function gives an element.
   *
   * @param cause in ms since 1970
   */
  public static <T> MeasureLatency<T> since(SerializableFunction<T, Long> cause) {
    return new MeasureLatency<>(cause, unused -> System.currentTimeMillis());
  }

  /** The same with another clock, in ms since 1970. */
  MeasureLatency<T> withClock(SerializableFunction<Void, Long> other) {
    return new MeasureLatency<>(cause, other);
  }

  @Override
  public PCollection<T> expand(PCollection<T> elements) {
    return elements
        .apply("Measure", ParDo.of(new MeasureFn<>(cause, clock)))
        .setCoder(elements.getCoder());
  }

  private static final class MeasureFn<T> extends DoFn<T, T> {
    private static final long serialVersionUID = 1;

    private final SerializableFunction<T, Long> cause;
    private final SerializableFunction<Void, Long> clock;
    private transient Map<String, Long> counts;

    MeasureFn(SerializableFunction<T, Long> cause, SerializableFunction<Void, Long> clock) {
      this.cause = cause;
      this.clock = clock;
    }

    @StartBundle
    public void startBundle() {
      counts = new TreeMap<>();
    }

    @ProcessElement
    public void measure(@Element T element, OutputReceiver<T> receiver) {
      long span = Math.max(0, clock.apply(null) - cause.apply(element));
      counts.merge(Latency.name(Latency.bucket(span)), 1L, Long::sum);
      counts.merge(Latency.SUM, span, Long::sum);
      receiver.output(element);
    }

    @FinishBundle
    public void finishBundle() {
      counts.forEach(Progress::add);
    }
  }
}
