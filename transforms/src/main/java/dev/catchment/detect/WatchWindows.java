package dev.catchment.detect;

import com.google.common.collect.Lists;
import dev.catchment.account.Progress;
import dev.catchment.model.Alert;
import dev.catchment.model.Alert.Status;
import dev.catchment.model.Measured;
import dev.catchment.model.Measured.Pane;
import dev.catchment.model.MeasuredCoder;
import dev.catchment.model.SeriesKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Instant;

/** Lets the windows of each series wait for the watermark, and hands them to its watch. */
final class WatchWindows extends DoFn<KV<SeriesKey, Measured>, Alert> {
  private static final long serialVersionUID = 1;
  private static final long END = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  @StateId("waiting")
  private final StateSpec<BagState<Measured>> waitingSpec = StateSpecs.bag(MeasuredCoder.of());

  @StateId("watch")
  private final StateSpec<ValueState<byte[]>> watchSpec = StateSpecs.value(ByteArrayCoder.of());

  @StateId("due")
  private final StateSpec<ValueState<Long>> dueSpec = StateSpecs.value(VarLongCoder.of());

  @StateId("last")
  private final StateSpec<ValueState<Long>> lastSpec = StateSpecs.value(VarLongCoder.of());

  @TimerId("timer")
  private final TimerSpec timerSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final Map<String, WatchSpec> specs = new HashMap<>();
  private final PCollectionView<Long> last;
  private transient long opened;
  private transient long resolved;

  /**
   * Watches the series of the given monitors.
   *
   * @param last the time of the last event of all, null where it is not known
   */
  WatchWindows(List<WatchSpec> specs, PCollectionView<Long> last) {
    specs.forEach(spec -> this.specs.put(spec.monitor(), spec));
    this.last = last;
  }

  @StartBundle
  public void startBundle() {
    opened = 0;
    resolved = 0;
  }

  @ProcessElement
  public void wait(
      ProcessContext context,
      @StateId("waiting") BagState<Measured> waiting,
      @StateId("due") ValueState<Long> dueState,
      @StateId("last") ValueState<Long> lastState,
      @TimerId("timer") Timer timer) {
    Measured window = context.element().getValue();
    WatchSpec spec = specs.get(context.element().getKey().monitor());
    if (window.pane() == Pane.EARLY || spec == null || spec.rules().isEmpty()) {
      return;
    }
    waiting.add(window);
    Long due = dueState.read();
    if (due == null && last != null) {
      lastState.write(context.sideInput(last));
    }
    if (due == null || window.end() < due) {
      schedule(window.end(), dueState, timer);
    }
  }

  @OnTimer("timer")
  public void watch(
      OnTimerContext context,
      @Key SeriesKey series,
      @StateId("waiting") BagState<Measured> waiting,
      @StateId("watch") ValueState<byte[]> watchState,
      @StateId("due") ValueState<Long> dueState,
      @StateId("last") ValueState<Long> lastState,
      @TimerId("timer") Timer timer) {
    WatchSpec spec = specs.get(series.monitor());
    List<Measured> windows = Lists.newArrayList(waiting.read());
    waiting.clear();
    if (spec == null) {
      // The monitor is no longer in the configuration.
      watchState.clear();
      dueState.clear();
      return;
    }
    byte[] bytes = watchState.read();
    SeriesWatch watch =
        bytes == null ? SeriesWatch.start(spec, series) : SeriesWatch.ofBytes(spec, series, bytes);
    Long known = lastState.read();
    long watermark =
        Math.max(
            timer.getCurrentRelativeTime().getMillis(), context.fireTimestamp().getMillis() + 1);
    for (Alert alert :
        watch.advance(windows, watermark, known == null ? SeriesWatch.NEVER : known)) {
      opened += alert.status() == Status.OPEN ? 1 : 0;
      resolved += alert.status() == Status.RESOLVED ? 1 : 0;
      context.output(alert);
    }
    windows.forEach(waiting::add);
    long due = watch.due(windows);
    if (due == SeriesWatch.NEVER || (watch.isOver() && windows.isEmpty())) {
      watchState.clear();
      dueState.clear();
      return;
    }
    watchState.write(watch.toBytes());
    schedule(due, dueState, timer);
  }

  /** A timer fires when the watermark is after its time. */
  private static void schedule(long due, ValueState<Long> state, Timer timer) {
    state.write(due);
    timer.set(Instant.ofEpochMilli(Math.min(due - 1, END)));
  }

  @FinishBundle
  public void finishBundle() {
    Progress.add(Progress.OPENED, opened);
    Progress.add(Progress.RESOLVED, resolved);
  }
}
