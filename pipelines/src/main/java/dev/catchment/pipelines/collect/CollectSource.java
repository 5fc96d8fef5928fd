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
import dev.catchment.read.ReadRecords;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionList;
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
    PCollectionTuple read =
        input.apply(
            "Read",
            ReadRecords.from(source.name(), globs, source.format())
                .withColumns(source.columns())
                .withRunTime(org.joda.time.Instant.ofEpochMilli(steps.runTime().toEpochMilli())));
    PCollectionTuple taken =
        read.get(ReadRecords.RECORDS)
            .apply(
                "Protect and map",
                ParDo.of(new StepsFn(steps, expectations)).withOutputTags(EVENTS, tags()));
    taken.get(EVENTS).setCoder(EventCoder.of(source.mapping().schema()));
    taken.get(REJECTED).setCoder(RejectedCoder.of());
    taken.get(Tallies.TAG).setCoder(Tallies.CODER);
    PCollectionTuple collected =
        PCollectionTuple.of(EVENTS, taken.get(EVENTS))
            .and(
                REJECTED,
                PCollectionList.of(read.get(ReadRecords.REJECTED))
                    .and(taken.get(REJECTED))
                    .apply("Rejected", Flatten.pCollections()))
            .and(
                Tallies.TAG,
                PCollectionList.of(read.get(Tallies.TAG))
                    .and(taken.get(Tallies.TAG))
                    .apply("Tallies", Flatten.pCollections()));
    return expectations.isEmpty()
        ? collected
        : collected.and(OBSERVED, taken.get(OBSERVED).setCoder(MergeObservations.INPUT_CODER));
  }

  private TupleTagList tags() {
    TupleTagList tags = TupleTagList.of(REJECTED).and(Tallies.TAG);
    return expectations.isEmpty() ? tags : tags.and(OBSERVED);
  }

  private static final class StepsFn extends DoFn<RawRecord, Event> {
    private static final long serialVersionUID = 1;

    private final RecordSteps.Plan plan;
    private final List<Expectation> expectations;
    private transient RecordSteps steps;
    private transient Tallies tallies;
    private transient ExpectationMeter meter;

    StepsFn(RecordSteps.Plan plan, List<Expectation> expectations) {
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
    public void take(@Element RawRecord record, MultiOutputReceiver out) {
      steps.take(record, event -> pass(event, record, out), out.get(REJECTED)::output, tallies);
    }

    private void pass(Event event, RawRecord record, MultiOutputReceiver out) {
      out.get(EVENTS).output(event);
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
