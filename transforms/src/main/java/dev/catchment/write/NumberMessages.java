package dev.catchment.write;

import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Parcel;
import dev.catchment.model.ParcelCoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
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
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/**
 * Puts messages into numbered parcels, those of one key into the same shard: one message each, or
 * what gathers within a time. The numbers go on where a run that is restored had come to.
 *
 * <p>State of each of the {@link #SHARDS} shards: the line, the next number, and where messages
 * gather, those that wait: at most {@link #MOST_MESSAGES}.
 */
final class NumberMessages extends PTransform<PCollection<Outgoing>, PCollection<Parcel>> {
  /** A contract with the state of running jobs; a destination is written to by as many workers. */
  static final int SHARDS = 4;

  static final int MOST_MESSAGES = 10_000;

  private static final long serialVersionUID = 1;

  private final String line;
  private final Duration patience;

  NumberMessages(String line, Duration patience) {
    this.line = line;
    this.patience = patience;
  }

  @Override
  public PCollection<Parcel> expand(PCollection<Outgoing> messages) {
    return messages
        .apply("In no window", Window.into(new GlobalWindows()))
        .apply(
            "By shard",
            WithKeys.of((Outgoing message) -> Math.floorMod(message.key().hashCode(), SHARDS))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), OutgoingCoder.of()))
        .apply(
            "Number",
            patience.getMillis() == 0
                ? ParDo.of(new NumberFn(line))
                : ParDo.of(new GatherFn(line, patience)))
        .setCoder(ParcelCoder.of());
  }

  private static final class NumberFn extends DoFn<KV<Integer, Outgoing>, Parcel> {
    private static final long serialVersionUID = 1;
    private static final String LINE = "line";
    private static final String NEXT = "next";

    @StateId(LINE)
    private final StateSpec<ValueState<String>> lineSpec = StateSpecs.value(StringUtf8Coder.of());

    @StateId(NEXT)
    private final StateSpec<ValueState<Long>> nextSpec = StateSpecs.value(VarLongCoder.of());

    private final String line;

    NumberFn(String line) {
      this.line = line;
    }

    @ProcessElement
    public void number(
        @Element KV<Integer, Outgoing> message,
        @StateId(LINE) ValueState<String> known,
        @StateId(NEXT) ValueState<Long> next,
        OutputReceiver<Parcel> parcels) {
      parcels.output(numbered(line, known, next, message.getKey(), List.of(message.getValue())));
    }
  }

  private static final class GatherFn extends DoFn<KV<Integer, Outgoing>, Parcel> {
    private static final long serialVersionUID = 1;
    private static final String LINE = "line";
    private static final String NEXT = "next";
    private static final String WAITING = "waiting";
    private static final String COUNT = "count";
    private static final String SHARD = "shard";
    private static final String ENOUGH = "enough";
    private static final String END = "end";

    @StateId(LINE)
    private final StateSpec<ValueState<String>> lineSpec = StateSpecs.value(StringUtf8Coder.of());

    @StateId(NEXT)
    private final StateSpec<ValueState<Long>> nextSpec = StateSpecs.value(VarLongCoder.of());

    @StateId(WAITING)
    private final StateSpec<BagState<Outgoing>> waitingSpec = StateSpecs.bag(OutgoingCoder.of());

    @StateId(COUNT)
    private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value(VarIntCoder.of());

    @StateId(SHARD)
    private final StateSpec<ValueState<Integer>> shardSpec = StateSpecs.value(VarIntCoder.of());

    @TimerId(ENOUGH)
    private final TimerSpec enoughSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @TimerId(END)
    private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    private final String line;
    private final Duration patience;

    GatherFn(String line, Duration patience) {
      this.line = line;
      this.patience = patience;
    }

    @ProcessElement
    public void gather(
        @Element KV<Integer, Outgoing> message,
        BoundedWindow window,
        @StateId(LINE) ValueState<String> known,
        @StateId(NEXT) ValueState<Long> next,
        @StateId(WAITING) BagState<Outgoing> waiting,
        @StateId(COUNT) ValueState<Integer> count,
        @StateId(SHARD) ValueState<Integer> shard,
        @TimerId(ENOUGH) Timer enough,
        @TimerId(END) Timer end,
        OutputReceiver<Parcel> parcels) {
      Integer before = count.read();
      waiting.add(message.getValue());
      if (before == null) {
        shard.write(message.getKey());
        enough.offset(patience).setRelative();
        end.set(window.maxTimestamp());
      }
      int now = before == null ? 1 : before + 1;
      count.write(now);
      if (now >= MOST_MESSAGES) {
        leave(known, next, waiting, count, shard, parcels);
      }
    }

    @OnTimer(ENOUGH)
    public void enough(
        @StateId(LINE) ValueState<String> known,
        @StateId(NEXT) ValueState<Long> next,
        @StateId(WAITING) BagState<Outgoing> waiting,
        @StateId(COUNT) ValueState<Integer> count,
        @StateId(SHARD) ValueState<Integer> shard,
        OutputReceiver<Parcel> parcels) {
      leave(known, next, waiting, count, shard, parcels);
    }

    @OnTimer(END)
    public void end(
        @StateId(LINE) ValueState<String> known,
        @StateId(NEXT) ValueState<Long> next,
        @StateId(WAITING) BagState<Outgoing> waiting,
        @StateId(COUNT) ValueState<Integer> count,
        @StateId(SHARD) ValueState<Integer> shard,
        OutputReceiver<Parcel> parcels) {
      leave(known, next, waiting, count, shard, parcels);
    }

    private void leave(
        ValueState<String> known,
        ValueState<Long> next,
        BagState<Outgoing> waiting,
        ValueState<Integer> count,
        ValueState<Integer> shard,
        OutputReceiver<Parcel> parcels) {
      if (count.read() == null) {
        return;
      }
      List<Outgoing> messages = new ArrayList<>();
      waiting.read().forEach(messages::add);
      parcels.output(numbered(line, known, next, shard.read(), messages));
      waiting.clear();
      count.clear();
    }
  }

  /** The next parcel of a shard; a line that is known already goes on. */
  private static Parcel numbered(
      String line,
      ValueState<String> known,
      ValueState<Long> next,
      int shard,
      List<Outgoing> messages) {
    String mine = known.read();
    if (mine == null) {
      mine = line;
      known.write(line);
    }
    Long number = next.read();
    next.write(number == null ? 1 : number + 1);
    return new Parcel(mine, shard, number == null ? 0 : number, messages);
  }
}
