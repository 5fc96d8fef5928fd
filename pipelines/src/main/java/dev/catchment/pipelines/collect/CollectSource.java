package dev.catchment.pipelines.collect;

import dev.catchment.account.Tallies;
import dev.catchment.expect.Expectation;
import dev.catchment.expect.ExpectationMeter;
import dev.catchment.expect.MergeObservations;
import dev.catchment.expect.Observation;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.RawRecord;
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
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
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

  /** What was seen of expectations; there only when some look at the source. */
  static final TupleTag<KV<String, Observation>> OBSERVED = new TupleTag<>("observed") {};

  private static final long serialVersionUID = 1;
  private static final int SHARDS = 16;

  private final SourcePlan source;
  private final List<String> globs;
  private final RecordSteps.Plan steps;
  private final List<Expectation> expectations;

  CollectSource(
      SourcePlan source,
      List<String> globs,
      RecordSteps.Plan steps,
      List<Expectation> expectations) {
    this.source = source;
    this.globs = List.copyOf(globs);
    this.steps = steps;
    this.expectations = List.copyOf(expectations);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollectionTuple collected =
        input
            .apply("Ranges", RecordRanges.of(globs, source.format()))
            .apply(
                "Read, protect and map",
                ParDo.of(new CollectFn(scan(), steps, expectations))
                    .withOutputTags(EVENTS, tags()));
    collected.get(EVENTS).setCoder(EventCoder.of(source.mapping().schema()));
    collected.get(REJECTED).setCoder(RejectedCoder.of());
    collected.get(Tallies.TAG).setCoder(Tallies.CODER);
    if (!expectations.isEmpty()) {
      collected.get(OBSERVED).setCoder(MergeObservations.INPUT_CODER);
    }
    return collected;
  }

  private TupleTagList tags() {
    TupleTagList tags = TupleTagList.of(REJECTED).and(Tallies.TAG);
    return expectations.isEmpty() ? tags : tags.and(OBSERVED);
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
    private final List<Expectation> expectations;
    private transient RecordSteps steps;
    private transient Tallies tallies;
    private transient ExpectationMeter meter;

    CollectFn(RecordScan scan, RecordSteps.Plan plan, List<Expectation> expectations) {
      this.scan = scan;
      this.plan = plan;
      this.expectations = expectations;
    }

    @Setup
    public void readKey() throws IOException {
      steps = RecordSteps.of(plan);
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
      meter =
          ExpectationMeter.of(
              expectations, plan.mapping().fields(), plan.runTime().toEpochMilli(), SHARDS);
    }

    @ProcessElement
    public void collect(@Element RecordRange range, MultiOutputReceiver out) throws IOException {
      OutputReceiver<Event> events = out.get(EVENTS);
      OutputReceiver<Rejected> rejected = out.get(REJECTED);
      scan.read(
          range,
          record ->
              steps.take(
                  record,
                  event -> {
                    events.output(event);
                    observe(event, record, out);
                  },
                  rejected::output,
                  tallies),
          rejected::output,
          tallies);
    }

    private void observe(Event event, RawRecord record, MultiOutputReceiver out) {
      if (expectations.isEmpty()) {
        return;
      }
      meter.take(event, record.position());
      if (meter.isFull()) {
        meter.drain((key, seen) -> out.get(OBSERVED).output(KV.of(key, seen)));
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
      meter.drain(
          (key, seen) ->
              context.output(
                  OBSERVED,
                  KV.of(key, seen),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE));
    }
  }
}
