package dev.catchment.pipelines.collect;

import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.RecordRange;
import dev.catchment.read.RecordRanges;
import dev.catchment.read.RecordScan;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Reads one source and turns its records into events by {@link RecordSteps}. */
final class CollectSource extends PTransform<PBegin, PCollectionTuple> {
  /** The events. */
  static final TupleTag<Event> EVENTS = new TupleTag<>("events") {};

  /** The records that could not be read or cannot become events. */
  static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  private static final long serialVersionUID = 1;

  private final SourcePlan source;
  private final List<String> globs;
  private final RecordSteps.Plan steps;

  CollectSource(SourcePlan source, List<String> globs, RecordSteps.Plan steps) {
    this.source = source;
    this.globs = List.copyOf(globs);
    this.steps = steps;
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollectionTuple collected =
        input
            .apply("Ranges", RecordRanges.of(globs, source.format()))
            .apply(
                "Read, protect and map",
                ParDo.of(new CollectFn(scan(), steps))
                    .withOutputTags(EVENTS, TupleTagList.of(REJECTED).and(Tallies.TAG)));
    collected.get(EVENTS).setCoder(EventCoder.of(source.mapping().schema()));
    collected.get(REJECTED).setCoder(RejectedCoder.of());
    collected.get(Tallies.TAG).setCoder(Tallies.CODER);
    return collected;
  }

  private RecordScan scan() {
    return new RecordScan(
        source.name(), source.format(), source.columns(), steps.runTime().toEpochMilli());
  }

  /** One step, since a hop to another costs as much as the work on a record. */
  private static final class CollectFn extends DoFn<RecordRange, Event> {
    private static final long serialVersionUID = 1;

    private final RecordScan scan;
    private final RecordSteps.Plan plan;
    private transient RecordSteps steps;
    private transient Tallies tallies;

    CollectFn(RecordScan scan, RecordSteps.Plan plan) {
      this.scan = scan;
      this.plan = plan;
    }

    @Setup
    public void readKey() throws IOException {
      steps = RecordSteps.of(plan);
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void collect(@Element RecordRange range, MultiOutputReceiver out) throws IOException {
      OutputReceiver<Event> events = out.get(EVENTS);
      OutputReceiver<Rejected> rejected = out.get(REJECTED);
      scan.read(
          range,
          record -> steps.take(record, events::output, rejected::output, tallies),
          rejected::output,
          tallies);
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
