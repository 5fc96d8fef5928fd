package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.aggregate.ProfileKeeper.Listener;
import dev.catchment.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
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
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * Keeps the profiles of people up to date as their events come and as time passes, and says who
 * comes into an audience and who goes out of it. What is known of a person at any moment is what
 * {@link AggregateProfiles} makes of the person's events so far, with the end of the present step
 * of time as its date.
 *
 * <p>Time is the watermark. As long as there is none, at the beginning of a stream, and all through
 * files, whatever a runner tells there, it is the time of the person's newest event. The end of a
 * stream is no passing of time, unless {@link #withHorizon} says how far it goes on.
 *
 * <p>Takes events in the global window whose timestamps are those of the events. State per person:
 * one value of {@link #mostBytes} at most, and one timer, which is set to the next moment at which
 * an audience may change by time alone, and not at all where there is none. Nothing is kept twice
 * and nothing is cleared: who was seen once is known for ever.
 */
public final class UpdateProfiles
    extends PTransform<PCollection<KV<String, Event>>, PCollectionTuple> {
  /** Who came into an audience and who went out of it. */
  public static final TupleTag<AudienceChange> CHANGES = new TupleTag<>("changes") {};

  /** What is known of people, as {@link #withStates} says. */
  public static final TupleTag<ProfileState> STATES = new TupleTag<>("states") {};

  /** The namespace of the counters. */
  public static final String METRICS = "profiles";

  /** The step of time unless another is given. */
  public static final Duration DEFAULT_STEP = Duration.ofDays(1);

  private static final long serialVersionUID = 1;

  /** When it is told what is known of a person. */
  public enum States {
    /** Never. */
    NONE,
    /** With every event of the person. */
    ON_EVENT,
    /** Once, when the stream has ended. */
    AT_END
  }

  private final AggregateProfiles aggregate;
  private final List<AudienceRule> audiences;
  private final Steps steps;
  private final long horizon;
  private final States states;

  private UpdateProfiles(
      AggregateProfiles aggregate,
      List<AudienceRule> audiences,
      Steps steps,
      long horizon,
      States states) {
    this.aggregate = aggregate;
    this.audiences = List.copyOf(audiences);
    this.steps = steps;
    this.horizon = horizon;
    this.states = states;
  }

  /** Keeps the features that a batch would make, whose date is left aside. */
  public static UpdateProfiles of(AggregateProfiles aggregate) {
    return new UpdateProfiles(
        aggregate, List.of(), new Steps(DEFAULT_STEP.toMillis()), Steps.NEVER, States.NONE);
  }

  /** With the audiences to watch. */
  public UpdateProfiles withAudiences(List<AudienceRule> rules) {
    return new UpdateProfiles(aggregate, rules, steps, horizon, states);
  }

  /** With the step of time, of which a day is a whole number; a look-back has up to 800 of them. */
  public UpdateProfiles withStep(Duration step) {
    return new UpdateProfiles(aggregate, audiences, new Steps(step.toMillis()), horizon, states);
  }

  /** With the last date that time goes on to, the end of a step. */
  public UpdateProfiles withHorizon(java.time.Instant last) {
    checkArgument(
        last.toEpochMilli() % steps.length() == 0,
        "the last date %s is not the end of a step of %s",
        last,
        Duration.ofMillis(steps.length()));
    return new UpdateProfiles(aggregate, audiences, steps, last.toEpochMilli(), states);
  }

  /** With what is known of people as a second output. */
  public UpdateProfiles withStates(States when) {
    return new UpdateProfiles(aggregate, audiences, steps, horizon, when);
  }

  /**
   * The most bytes that are kept of one person, with texts of 100 bytes: what the features keep,
   * those with a look-back for every step of it and for 800 steps ahead.
   */
  public long mostBytes() {
    ProfileKeeper keeper = keeper();
    long fixed = 40 + 4L * audiences.size();
    return keeper.features().stream()
        .mapToLong(feature -> 24 + Memory.TEXT + feature.memory().mostBytes())
        .reduce(fixed, Long::sum);
  }

  private ProfileKeeper keeper() {
    return new ProfileKeeper(
        aggregate.features(),
        aggregate.fields(),
        aggregate.schema(),
        aggregate.rules(),
        audiences,
        steps,
        horizon);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<String, Event>> events) {
    checkArgument(
        events.getWindowingStrategy().getWindowFn() instanceof GlobalWindows,
        "profiles are kept of events in the global window");
    PCollectionTuple outputs =
        events.apply(
            "Update",
            ParDo.of(new UpdateFn(keeper(), states, events.isBounded() == IsBounded.BOUNDED))
                .withOutputTags(CHANGES, TupleTagList.of(STATES)));
    outputs.get(CHANGES).setCoder(AudienceChangeCoder.of(audiences));
    outputs.get(STATES).setCoder(ProfileStateCoder.of(aggregate.schema()));
    return outputs;
  }

  private static final class UpdateFn extends DoFn<KV<String, Event>, AudienceChange> {
    private static final long serialVersionUID = 1;
    private static final long BEGIN = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
    private static final long END = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

    private final ProfileKeeper keeper;
    private final States states;
    private final boolean isBounded;

    private final Counter evaluations = Metrics.counter(METRICS, "ruleEvaluations");
    private final Counter failures = Metrics.counter(METRICS, "ruleFailures");
    private final Counter entered = Metrics.counter(METRICS, "entered");
    private final Counter left = Metrics.counter(METRICS, "left");
    private final Counter corrections = Metrics.counter(METRICS, "corrections");
    private final Distribution bytes = Metrics.distribution(METRICS, "stateBytes");

    @StateId("person")
    private final StateSpec<ValueState<byte[]>> personSpec = StateSpecs.value(ByteArrayCoder.of());

    @TimerId("wake")
    private final TimerSpec wakeSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @TimerId("end")
    private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    UpdateFn(ProfileKeeper keeper, States states, boolean isBounded) {
      this.keeper = keeper;
      this.states = states;
      this.isBounded = isBounded;
    }

    @ProcessElement
    public void take(
        @Element KV<String, Event> keyed,
        @StateId("person") ValueState<byte[]> stored,
        @TimerId("wake") Timer wake,
        @TimerId("end") Timer end,
        MultiOutputReceiver outputs) {
      byte[] before = stored.read();
      Person person = before == null ? keeper.create() : keeper.format().decode(before);
      Event event = keyed.getValue();
      long watermark = wake.getCurrentRelativeTime().getMillis();
      long now = time(watermark, event.timestamp());
      long woke = keeper.wake(person);
      OutputReceiver<AudienceChange> changes = outputs.get(CHANGES);
      keeper.take(keyed.getKey(), person, event, now, listener(changes::output));
      write(person, stored, wake, woke);
      if (states == States.ON_EVENT) {
        outputs.get(STATES).output(keeper.state(keyed.getKey(), person, listener(c -> {})));
      } else if (states == States.AT_END && before == null) {
        end.set(GlobalWindow.INSTANCE.maxTimestamp());
      }
    }

    @OnTimer("wake")
    public void wake(
        OnTimerContext context,
        @Key String profileId,
        @StateId("person") ValueState<byte[]> stored,
        @TimerId("wake") Timer wake,
        MultiOutputReceiver outputs) {
      long watermark = wake.getCurrentRelativeTime().getMillis();
      long fired = context.fireTimestamp().getMillis();
      if ((isBounded || watermark >= END) && !keeper.hasHorizon()) {
        return;
      }
      if (isBounded && watermark < END) {
        wake.set(GlobalWindow.INSTANCE.maxTimestamp());
        return;
      }
      Person person = keeper.format().decode(stored.read());
      long woke = keeper.wake(person);
      long now = watermark >= END ? keeper.lastMoment() : Math.max(watermark, fired);
      keeper.advance(profileId, person, now, listener(outputs.get(CHANGES)::output));
      write(person, stored, wake, woke);
    }

    @OnTimer("end")
    public void end(
        @Key String profileId,
        @StateId("person") ValueState<byte[]> stored,
        MultiOutputReceiver outputs) {
      Person person = keeper.format().decode(stored.read());
      Listener listener = listener(outputs.get(CHANGES)::output);
      if (keeper.hasHorizon()) {
        keeper.advance(profileId, person, keeper.lastMoment(), listener);
      }
      outputs.get(STATES).output(keeper.state(profileId, person, listener));
    }

    /** The watermark of a stream where there is one, else the time of the event. */
    private long time(long watermark, long event) {
      return !isBounded && watermark > BEGIN && watermark < END ? watermark : event;
    }

    private void write(Person person, ValueState<byte[]> stored, Timer timer, long woke) {
      byte[] encoded = keeper.format().encode(person);
      stored.write(encoded);
      bytes.update(encoded.length);
      long wake = keeper.wake(person);
      if (wake == Steps.NEVER && woke != Steps.NEVER) {
        timer.clear();
      } else if (wake != woke) {
        timer.set(Instant.ofEpochMilli(keeper.beginOfStepBefore(wake)));
      }
    }

    private Listener listener(Consumer<AudienceChange> output) {
      return new Listener() {
        @Override
        public void changed(AudienceChange change) {
          (change.entered() ? entered : left).inc();
          if (change.late()) {
            corrections.inc();
          }
          output.accept(change);
        }

        @Override
        public void evaluated() {
          evaluations.inc();
        }

        @Override
        public void failed(String rule) {
          failures.inc();
        }
      };
    }
  }
}
