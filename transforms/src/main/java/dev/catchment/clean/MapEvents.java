package dev.catchment.clean;

import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import java.time.Instant;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Turns the raw records of one source into events and sets aside those that cannot become one.
 *
 * <p>Personal columns must have been pseudonymised before: a rejected record keeps its used columns
 * as they are.
 */
public final class MapEvents extends PTransform<PCollection<RawRecord>, PCollectionTuple> {
  /** The events. */
  public static final TupleTag<Event> EVENTS = new TupleTag<>("events") {};

  /** The records that cannot become events. */
  public static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  private static final long serialVersionUID = 1;

  private final EventMapping mapping;
  private final Instant runTime;

  private MapEvents(EventMapping mapping, Instant runTime) {
    this.mapping = mapping;
    this.runTime = runTime;
  }

  /**
   * Maps as a mapping says.
   *
   * @param runTime when the job started, kept with every rejected record
   */
  public static MapEvents by(EventMapping mapping, Instant runTime) {
    return new MapEvents(mapping, runTime);
  }

  @Override
  public PCollectionTuple expand(PCollection<RawRecord> records) {
    PCollectionTuple outputs =
        records.apply(
            "Map",
            ParDo.of(new MapFn(mapping, runTime))
                .withOutputTags(EVENTS, TupleTagList.of(REJECTED).and(Tallies.TAG)));
    outputs.get(EVENTS).setCoder(EventCoder.of(mapping.schema()));
    outputs.get(REJECTED).setCoder(RejectedCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class MapFn extends DoFn<RawRecord, Event> {
    private static final long serialVersionUID = 1;

    private final EventMapping mapping;
    private final Instant runTime;
    private transient RecordMapper mapper;
    private transient Tallies tallies;

    MapFn(EventMapping mapping, Instant runTime) {
      this.mapping = mapping;
      this.runTime = runTime;
    }

    @Setup
    public void setup() {
      mapper = new RecordMapper(mapping, runTime);
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void map(@Element RawRecord record, MultiOutputReceiver out) {
      mapper.map(record, out.get(EVENTS)::output, out.get(REJECTED)::output, tallies);
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
