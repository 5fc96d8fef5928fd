package dev.catchment.measure;

import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.SeriesKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Adds up the events of a bundle by series and slice of time. */
final class AddUp extends DoFn<Event, KV<SeriesKey, byte[]>> {
  /** Parts of series, as {@link Slices} writes them. */
  static final TupleTag<KV<SeriesKey, byte[]>> PARTS = new TupleTag<>("parts") {};

  /** The time of the last event of each bundle. */
  static final TupleTag<Long> NEWEST = new TupleTag<>("newest") {};

  /** How many slices of a monitor are held before they are passed on. */
  static final int MOST_SLICES = 20_000;

  private static final long serialVersionUID = 1;

  private final List<SeriesSpec> specs;
  private final long until;
  private transient List<Map<String, Slices>> held;
  private transient int[] sizes;
  private transient long newest;
  private transient Tallies tallies;

  AddUp(List<SeriesSpec> specs, long until) {
    this.specs = specs;
    this.until = until;
  }

  /** What is passed on within a bundle is as old as its first event. */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  @StartBundle
  public void startBundle() {
    held = new ArrayList<>();
    specs.forEach(spec -> held.add(new HashMap<>()));
    sizes = new int[specs.size()];
    newest = Long.MIN_VALUE;
    tallies = new Tallies();
  }

  @ProcessElement
  public void add(@Element Event event, MultiOutputReceiver output) {
    for (int monitor = 0; monitor < sizes.length; monitor++) {
      SeriesSpec spec = specs.get(monitor);
      if (spec.covers(event)) {
        add(monitor, spec, event);
        if (sizes[monitor] > MOST_SLICES) {
          flush(monitor, (part, time) -> output.get(PARTS).outputWithTimestamp(part, time));
        }
      }
    }
  }

  private void add(int monitor, SeriesSpec spec, Event event) {
    if (event.timestamp() > until) {
      tallies.add("future/" + spec.name(), 1);
      return;
    }
    String key = spec.key(event);
    if (key == null) {
      tallies.add("keyless/" + spec.name(), 1);
      return;
    }
    Slices slices =
        held.get(monitor)
            .computeIfAbsent(key, unused -> new Slices(spec.metrics(), spec.windows()));
    int before = slices.byStart().size();
    slices.add(event);
    sizes[monitor] += slices.byStart().size() - before;
    newest = Math.max(newest, event.timestamp());
  }

  private void flush(int monitor, BiConsumer<KV<SeriesKey, byte[]>, Instant> output) {
    String name = specs.get(monitor).name();
    held.get(monitor)
        .forEach(
            (key, slices) ->
                output.accept(
                    KV.of(new SeriesKey(name, key), slices.toBytes()),
                    Instant.ofEpochMilli(slices.oldest())));
    held.get(monitor).clear();
    sizes[monitor] = 0;
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    for (int monitor = 0; monitor < sizes.length; monitor++) {
      flush(monitor, (part, time) -> context.output(PARTS, part, time, GlobalWindow.INSTANCE));
    }
    if (newest > Long.MIN_VALUE) {
      context.output(NEWEST, newest, Instant.ofEpochMilli(newest), GlobalWindow.INSTANCE);
    }
    tallies.flush(context);
  }
}
