package dev.catchment.measure;

import static dev.catchment.measure.SeriesMemory.END;
import static dev.catchment.measure.SeriesMemory.NEVER;

import dev.catchment.account.Tallies;
import dev.catchment.model.Measured;
import dev.catchment.model.Measured.Pane;
import dev.catchment.model.SeriesKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Keeps the parts of each series until windows are over, then tells their values. A part is put to
 * the others without a look at them, unless it is late.
 */
final class TellWindows extends DoFn<KV<SeriesKey, byte[]>, KV<SeriesKey, Measured>> {
  /** How many parts wait before they are merged to one. */
  private static final int MOST_PARTS = 64;

  private static final long serialVersionUID = 1;

  @StateId("parts")
  private final StateSpec<BagState<byte[]>> partsSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("memory")
  private final StateSpec<ValueState<SeriesMemory>> memorySpec =
      StateSpecs.value(SeriesMemory.CODER);

  @TimerId("due")
  private final TimerSpec dueSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId("early")
  private final TimerSpec earlySpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  private final Map<String, SeriesSpec> specs = new HashMap<>();
  private final Map<String, SeriesWindows> windows = new HashMap<>();
  private final PCollectionView<Long> last;
  private transient Tallies tallies;

  /**
   * Tells windows of the given monitors.
   *
   * @param last the time of the last event of all, null where it is not known
   */
  TellWindows(List<SeriesSpec> specs, PCollectionView<Long> last) {
    for (SeriesSpec spec : specs) {
      this.specs.put(spec.name(), spec);
      this.windows.put(spec.name(), new SeriesWindows(spec));
    }
    this.last = last;
  }

  @StartBundle
  public void startBundle() {
    tallies = new Tallies();
  }

  /** Early values carry the time of their window, which is not that of the event that came. */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  @ProcessElement
  public void take(
      ProcessContext context,
      @StateId("parts") BagState<byte[]> parts,
      @StateId("memory") ValueState<SeriesMemory> state,
      @TimerId("due") Timer due,
      @TimerId("early") Timer early) {
    SeriesKey series = context.element().getKey();
    SeriesSpec spec = specs.get(series.monitor());
    SeriesWindows window = windows.get(series.monitor());
    SeriesMemory memory = memory(spec, parts, state);
    memory.watermark = Math.max(memory.watermark, due.getCurrentRelativeTime().getMillis());
    Slices part = slices(spec);
    part.addBytes(context.element().getValue());
    window.admit(
        part,
        memory.watermark,
        events -> tallies.add("late/" + spec.name(), events),
        events -> tallies.add("future/" + spec.name(), events));
    if (part.isEmpty()) {
      return;
    }
    tallies.add("measured/" + spec.name(), part.events());
    memory.newest = Math.max(memory.newest, part.newest());
    if (last != null) {
      memory.last = context.sideInput(last);
    } else if (spec.early() > 0 && !memory.early) {
      memory.early = true;
      early.withNoOutputTimestamp().offset(Duration.millis(spec.early())).setRelative();
    }
    if (window.isLate(part, memory.watermark)) {
      Slices all = merged(spec, parts);
      all.addAll(part);
      window.correct(all, part, memory).forEach(value -> context.output(KV.of(series, value)));
      window.advance(all, memory, Pane.LATE).forEach(value -> context.output(KV.of(series, value)));
      keep(window, all, memory, parts, state, due);
    } else {
      append(spec, part, memory, parts);
      schedule(Math.min(memory.due, window.due(part, memory)), memory, due);
      state.write(memory);
    }
  }

  @OnTimer("due")
  public void tell(
      OnTimerContext context,
      @Key SeriesKey series,
      @StateId("parts") BagState<byte[]> parts,
      @StateId("memory") ValueState<SeriesMemory> state,
      @TimerId("due") Timer due) {
    SeriesSpec spec = specs.get(series.monitor());
    if (spec == null) {
      // The monitor is no longer in the configuration.
      parts.clear();
      state.clear();
      return;
    }
    SeriesWindows window = windows.get(series.monitor());
    SeriesMemory memory = memory(spec, parts, state);
    memory.watermark =
        Math.max(
            Math.max(memory.watermark, due.getCurrentRelativeTime().getMillis()),
            context.fireTimestamp().getMillis() + 1);
    Slices all = merged(spec, parts);
    for (Measured value : window.advance(all, memory, Pane.ON_TIME)) {
      context.outputWithTimestamp(KV.of(series, value), lastInstant(value));
    }
    keep(window, all, memory, parts, state, due);
  }

  @OnTimer("early")
  public void tellEarly(
      OnTimerContext context,
      @Key SeriesKey series,
      @StateId("parts") BagState<byte[]> parts,
      @StateId("memory") ValueState<SeriesMemory> state) {
    SeriesSpec spec = specs.get(series.monitor());
    SeriesMemory stored = state.read();
    if (spec == null || stored == null || stored.fingerprint != spec.fingerprint()) {
      return;
    }
    SeriesMemory memory = stored.copy();
    memory.early = false;
    state.write(memory);
    for (Measured value : windows.get(series.monitor()).early(merged(spec, parts), memory)) {
      context.outputWithTimestamp(KV.of(series, value), lastInstant(value));
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    tallies.flush(context);
  }

  private static Instant lastInstant(Measured value) {
    return Instant.ofEpochMilli(Math.min(value.end() - 1, END));
  }

  /** What is remembered, unless the monitor has another meaning since. */
  private static SeriesMemory memory(
      SeriesSpec spec, BagState<byte[]> parts, ValueState<SeriesMemory> state) {
    SeriesMemory memory = state.read();
    if (memory != null && memory.fingerprint == spec.fingerprint()) {
      return memory.copy();
    }
    if (memory != null) {
      parts.clear();
    }
    return new SeriesMemory(spec.fingerprint());
  }

  private static Slices slices(SeriesSpec spec) {
    return new Slices(spec.metrics(), spec.windows());
  }

  private static Slices merged(SeriesSpec spec, BagState<byte[]> parts) {
    Slices all = slices(spec);
    parts.read().forEach(all::addBytes);
    return all;
  }

  private static void append(
      SeriesSpec spec, Slices part, SeriesMemory memory, BagState<byte[]> parts) {
    if (memory.parts < MOST_PARTS) {
      parts.add(part.toBytes());
      memory.parts++;
      return;
    }
    Slices all = merged(spec, parts);
    all.addAll(part);
    parts.clear();
    parts.add(all.toBytes());
    memory.parts = 1;
  }

  /** Keeps what windows still need, and forgets the series when that is nothing. */
  private static void keep(
      SeriesWindows window,
      Slices all,
      SeriesMemory memory,
      BagState<byte[]> parts,
      ValueState<SeriesMemory> state,
      Timer timer) {
    window.purge(all, memory);
    parts.clear();
    memory.parts = 0;
    long due = window.due(all, memory);
    memory.due = NEVER;
    if (due == NEVER) {
      state.clear();
      return;
    }
    if (!all.isEmpty()) {
      parts.add(all.toBytes());
      memory.parts = 1;
    }
    schedule(due, memory, timer);
    state.write(memory);
  }

  /** A timer fires when the watermark is after its time. */
  private static void schedule(long due, SeriesMemory memory, Timer timer) {
    if (due != memory.due) {
      memory.due = due;
      timer.set(Instant.ofEpochMilli(Math.min(due - 1, END)));
    }
  }
}
