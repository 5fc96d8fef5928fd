package dev.catchment.expect;

import dev.catchment.model.Event;
import dev.catchment.rules.EventFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Measures expectations in each window of a collection of events, of one source or of several: one
 * {@link Measure} per {@link Expectation#key} and pane, which {@link Expectation#isMet} judges. A
 * window without events has none. Freshness is that at the end of the window.
 *
 * <p>With accumulating panes each measure is that of all events of the window so far; with
 * discarding ones, of those since the last pane, and only among these is a value looked for.
 *
 * <p>Memory: the different values of one window that are to be unique or to exist, in the state of
 * their expectation until the window ends, up to 111 bytes each.
 */
public final class MeasureExpectations
    extends PTransform<PCollection<Event>, PCollection<KV<String, Measure>>> {
  private static final long serialVersionUID = 1;

  private final List<Expectation> expectations;
  private final EventFields fields;

  private MeasureExpectations(List<Expectation> expectations, EventFields fields) {
    this.expectations = List.copyOf(expectations);
    this.fields = fields;
  }

  /** Measures expectations on events whose parts have these names. */
  public static MeasureExpectations of(List<Expectation> expectations, EventFields fields) {
    return new MeasureExpectations(expectations, fields);
  }

  @Override
  public PCollection<KV<String, Measure>> expand(PCollection<Event> events) {
    return events
        .apply("Observe", ParDo.of(new ObserveFn(expectations, fields)))
        .setCoder(MergeObservations.INPUT_CODER)
        .apply("Merge", MergeObservations.create());
  }

  private static final class ObserveFn extends DoFn<Event, KV<String, Observation>> {
    private static final long serialVersionUID = 1;

    private final List<Expectation> expectations;
    private final EventFields fields;
    private transient Map<BoundedWindow, ExpectationMeter> meters;

    ObserveFn(List<Expectation> expectations, EventFields fields) {
      this.expectations = expectations;
      this.fields = fields;
    }

    @StartBundle
    public void startBundle() {
      meters = new HashMap<>();
    }

    @ProcessElement
    public void observe(@Element Event event, BoundedWindow window) {
      meters
          .computeIfAbsent(
              window,
              at -> ExpectationMeter.of(expectations, fields, at.maxTimestamp().getMillis(), 1))
          .take(event, null);
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      meters.forEach(
          (window, meter) ->
              meter.drain(
                  (key, seen) -> context.output(KV.of(key, seen), window.maxTimestamp(), window)));
      meters.clear();
    }
  }
}
