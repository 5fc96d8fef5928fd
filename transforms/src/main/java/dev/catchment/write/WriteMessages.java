package dev.catchment.write;

import dev.catchment.account.Progress;
import dev.catchment.model.Outgoing;
import dev.catchment.model.Parcel;
import dev.catchment.model.Rejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Writes messages to a {@link MessageSink}, each once, also when workers fail on the way. The
 * output is the cause of each message that is there, for who measures how long that took, and those
 * that are larger than the sink takes.
 *
 * <p>Messages get numbers in a step with state. The step that writes asks for stable input, so that
 * it sees a number only when the runner will never give it to another message; what is written
 * again after a failure is thus the same, and the sink passes over the numbers that it has. On
 * Flink input is stable after a checkpoint, so messages appear once per checkpoint.
 *
 * <p>A worker holds the parcels of one bundle; on Flink those of one checkpoint.
 */
public final class WriteMessages extends PTransform<PCollection<Outgoing>, PCollectionTuple> {
  /** The stage of messages that were given up. */
  public static final String STAGE = "write";

  /** The cause of each message that is there. */
  public static final TupleTag<Long> CAUSES = new TupleTag<>() {};

  /** The messages that are too large. */
  public static final TupleTag<Rejected> TOO_LARGE = FitMessages.TOO_LARGE;

  private static final long serialVersionUID = 1;

  private final MessageSink sink;
  private final String line;
  private final Instant runTime;

  private WriteMessages(MessageSink sink, String line, Instant runTime) {
    this.sink = sink;
    this.line = line;
    this.runTime = runTime;
  }

  /**
   * Writes to a sink.
   *
   * @param line a name that no other run has, and no other step that writes to the same place
   */
  public static WriteMessages to(MessageSink sink, String line) {
    return new WriteMessages(sink, line, Instant.EPOCH);
  }

  /** The time that messages carry which are too large: when the job started. */
  public WriteMessages withRunTime(Instant time) {
    return new WriteMessages(sink, line, time);
  }

  @Override
  public PCollectionTuple expand(PCollection<Outgoing> messages) {
    PCollectionTuple sorted = messages.apply("Fit", new FitMessages(sink, runTime));
    PCollection<Long> causes =
        sorted
            .get(FitMessages.FITTING)
            .apply("Number", new NumberMessages(line, sink.patience()))
            .apply("Write", ParDo.of(new WriteFn(sink)))
            .setCoder(VarLongCoder.of());
    return PCollectionTuple.of(CAUSES, causes).and(TOO_LARGE, sorted.get(FitMessages.TOO_LARGE));
  }

  private static final class WriteFn extends DoFn<Parcel, Long> {
    private static final long serialVersionUID = 1;

    private final MessageSink sink;
    private transient MessageSink.Writer writer;
    private transient Map<String, List<Parcel>> shards;

    WriteFn(MessageSink sink) {
      this.sink = sink;
    }

    @Setup
    public void setup() {
      writer = sink.open();
    }

    @StartBundle
    public void startBundle() {
      shards = new TreeMap<>();
    }

    @RequiresStableInput
    @ProcessElement
    public void take(@Element Parcel parcel) {
      shards
          .computeIfAbsent(parcel.line() + "/" + parcel.shard(), unused -> new ArrayList<>())
          .add(parcel);
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) throws IOException {
      for (List<Parcel> parcels : shards.values()) {
        parcels.sort(Comparator.comparingLong(Parcel::number));
        writer.write(parcels);
        for (Parcel parcel : parcels) {
          Progress.add(Progress.WRITTEN, parcel.messages().size());
          for (Outgoing message : parcel.messages()) {
            context.output(
                message.cause(), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
          }
        }
      }
      shards.clear();
    }

    @Teardown
    public void teardown() {
      writer.close();
    }
  }
}
