package dev.catchment.pipelines.collect;

import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.ReadKafka;
import dev.catchment.read.ReadRecords;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
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

  private static final long serialVersionUID = 1;

  private final SourcePlan source;
  private final List<String> globs;
  private final transient Topics.Part topic;
  private final RecordSteps.Plan steps;

  /** Reads the files of a source, or else its topic; the other is null. */
  CollectSource(SourcePlan source, List<String> globs, Topics.Part topic, RecordSteps.Plan steps) {
    this.source = source;
    this.globs = globs;
    this.topic = topic;
    this.steps = steps;
  }

  private PTransform<PBegin, PCollectionTuple> reader() {
    org.joda.time.Instant start =
        org.joda.time.Instant.ofEpochMilli(steps.runTime().toEpochMilli());
    return topic == null
        ? ReadRecords.from(source.name(), globs, source.format())
            .withColumns(source.columns())
            .withRunTime(start)
        : ReadKafka.from(source.name(), topic.topic(), topic.ranges(), source.format())
            .withColumns(source.columns())
            .withRunTime(start);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollectionTuple read = input.apply("Read", reader());
    PCollectionTuple taken =
        read.get(ReadRecords.RECORDS)
            .apply(
                "Protect and map",
                ParDo.of(new StepsFn(steps))
                    .withOutputTags(EVENTS, TupleTagList.of(REJECTED).and(Tallies.TAG)));
    taken.get(EVENTS).setCoder(EventCoder.of(source.mapping().schema()));
    taken.get(REJECTED).setCoder(RejectedCoder.of());
    taken.get(Tallies.TAG).setCoder(Tallies.CODER);
    return PCollectionTuple.of(EVENTS, taken.get(EVENTS))
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
  }

  private static final class StepsFn extends DoFn<RawRecord, Event> {
    private static final long serialVersionUID = 1;

    private final RecordSteps.Plan plan;
    private transient RecordSteps steps;
    private transient Tallies tallies;

    StepsFn(RecordSteps.Plan plan) {
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
    public void take(@Element RawRecord record, MultiOutputReceiver out) {
      steps.take(record, out.get(EVENTS)::output, out.get(REJECTED)::output, tallies);
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
