package dev.catchment.clean;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/**
 * Keeps the first event to arrive of those in a stream that have the same source and message id,
 * and counts the others, over a horizon; {@link DropDuplicates} does so for input that ends.
 *
 * <p>The horizon is processing time from the arrival of the event that was kept; repeats do not
 * prolong it, and what arrives after it counts as new. Event time has no part in it: an event that
 * is late, or whose time lies far in the future, is kept or dropped as any other, and none is lost
 * to lateness. The events must be in the global window, which is to say: drop repeats first, then
 * window.
 *
 * <p>Memory: one bit, one timer and the key (source and message id) for each event kept; a timer
 * clears them when the horizon ends. A stream of n different messages a second holds at most n
 * times the horizon in seconds of them.
 */
public final class DropRepeats extends PTransform<PCollection<Event>, PCollectionTuple> {
  /** One event per source and message id within the horizon. */
  public static final TupleTag<Event> EVENTS = new TupleTag<>("events") {};

  private static final long serialVersionUID = 1;

  private final Schema schema;
  private final Duration horizon;

  private DropRepeats(Schema schema, Duration horizon) {
    this.schema = schema;
    this.horizon = horizon;
  }

  /** Drops repeats that arrive within a horizon, which is positive. */
  public static DropRepeats within(Duration horizon, Schema schema) {
    checkArgument(horizon.getMillis() > 0, "the horizon is %s, not positive", horizon);
    return new DropRepeats(schema, horizon);
  }

  @Override
  public PCollectionTuple expand(PCollection<Event> events) {
    checkArgument(
        events.getWindowingStrategy().getWindowFn() instanceof GlobalWindows,
        "the events are in %s, not in the global window; drop repeats before windowing",
        events.getWindowingStrategy().getWindowFn());
    PCollectionTuple outputs =
        events
            .apply(
                "ByMessageId",
                WithKeys.of((Event event) -> event.source() + "\n" + event.messageId())
                    .withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), EventCoder.of(schema)))
            .apply(
                "KeepFirst",
                ParDo.of(new KeepFirst(horizon))
                    .withOutputTags(EVENTS, TupleTagList.of(Tallies.TAG)));
    outputs.get(EVENTS).setCoder(EventCoder.of(schema));
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class KeepFirst extends DoFn<KV<String, Event>, Event> {
    private static final long serialVersionUID = 1;
    private static final String SEEN = "seen";
    private static final String FORGET = "forget";

    @StateId(SEEN)
    private final StateSpec<ValueState<Boolean>> seenSpec = StateSpecs.value(BooleanCoder.of());

    @TimerId(FORGET)
    private final TimerSpec forgetSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    private final Duration horizon;
    private transient Tallies tallies;

    KeepFirst(Duration horizon) {
      this.horizon = horizon;
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void take(
        @Element KV<String, Event> message,
        @StateId(SEEN) ValueState<Boolean> seen,
        @TimerId(FORGET) Timer forget,
        OutputReceiver<Event> out) {
      Event event = message.getValue();
      if (seen.read() != null) {
        tallies.add(Outcome.DUPLICATE, event.source(), 1);
        return;
      }
      seen.write(true);
      // A timer with a timestamp would hold the watermark back until it fires.
      forget.offset(horizon).withNoOutputTimestamp().setRelative();
      tallies.add(Outcome.ACCEPTED, event.source(), 1);
      out.output(event);
    }

    @OnTimer(FORGET)
    public void forget(@StateId(SEEN) ValueState<Boolean> seen) {
      seen.clear();
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
