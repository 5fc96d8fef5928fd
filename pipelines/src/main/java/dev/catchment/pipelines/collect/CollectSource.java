package dev.catchment.pipelines.collect;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.expect.Expectation;
import dev.catchment.expect.ExpectationMeter;
import dev.catchment.expect.MergeObservations;
import dev.catchment.expect.Observation;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.EventShards;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.pipelines.store.Days;
import dev.catchment.read.ReadKafka;
import dev.catchment.read.ReadRecords;
import dev.catchment.read.RecordRanges;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Reads one source and turns its records into packed events by {@link RecordSteps}. */
final class CollectSource extends PTransform<PBegin, PCollectionTuple> {
  /** The events, packed by shard. */
  static final TupleTag<KV<Integer, byte[]>> EVENTS = new TupleTag<>("events") {};

  /** The records that could not be read or cannot become events. */
  static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  /** The rule under which events of other days than the wanted are counted. */
  static final String OTHER_DAYS = "outside-replaced-days";

  /** What was seen of expectations; there only when some look at the source. */
  static final TupleTag<KV<String, Observation>> OBSERVED = new TupleTag<>("observed") {};

  private static final long serialVersionUID = 1;
  private static final int SHARDS = 16;

  private final SourcePlan source;
  private final List<String> globs;
  private final transient Topics.Part topic;
  private final RecordSteps.Plan steps;
  private final List<Expectation> expectations;
  private final Days days;

  /**
   * Reads the files of a source, or else its topic, which is null for files.
   *
   * @param days those whose events are wanted, or null for all
   */
  CollectSource(
      SourcePlan source,
      List<String> globs,
      Topics.Part topic,
      RecordSteps.Plan steps,
      List<Expectation> expectations,
      Days days) {
    this.source = source;
    this.globs = globs;
    this.topic = topic;
    this.steps = steps;
    this.expectations = List.copyOf(expectations);
    this.days = days;
  }

  /** Reads what are no files. */
  private PTransform<PBegin, PCollectionTuple> reader() {
    return topic == null
        ? source.table().get().read(source.name(), source.columns(), steps.runTime())
        : ReadKafka.from(source.name(), topic.topic(), topic.ranges(), source.format())
            .withColumns(source.columns())
            .withRunTime(org.joda.time.Instant.ofEpochMilli(steps.runTime().toEpochMilli()));
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    if (source.table().isEmpty() && topic == null) {
      return collect(
          input.apply("Ranges", RecordRanges.of(globs, source.format())),
          source.scan(steps.runTime())::read);
    }
    PCollectionTuple read = input.apply("Read", reader());
    PCollectionTuple collected =
        collect(
            read.get(ReadRecords.RECORDS),
            (record, records, rejected, tallies) -> records.accept(record));
    PCollectionTuple all =
        PCollectionTuple.of(EVENTS, collected.get(EVENTS))
            .and(
                REJECTED,
                PCollectionList.of(read.get(ReadRecords.REJECTED))
                    .and(collected.get(REJECTED))
                    .apply("Rejected", Flatten.pCollections()))
            .and(
                Tallies.TAG,
                PCollectionList.of(read.get(Tallies.TAG))
                    .and(collected.get(Tallies.TAG))
                    .apply("Tallies", Flatten.pCollections()));
    return expectations.isEmpty() ? all : all.and(OBSERVED, collected.get(OBSERVED));
  }

  private <T> PCollectionTuple collect(PCollection<T> elements, Reader<T> reader) {
    PCollectionTuple collected =
        elements.apply(
            "Read, protect and map",
            ParDo.of(new CollectFn<>(reader, steps, expectations, days))
                .withOutputTags(EVENTS, tags()));
    collected.get(EVENTS).setCoder(EventShards.BLOCK_CODER);
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

  /** Reads the records of an element. */
  private interface Reader<T> extends Serializable {
    void read(T element, Consumer<RawRecord> records, Consumer<Rejected> rejected, Tallies tallies)
        throws IOException;
  }

  /** One step, since a hop to another costs as much as the work on a record. */
  private static final class CollectFn<T> extends DoFn<T, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final Reader<T> reader;
    private final RecordSteps.Plan plan;
    private final List<Expectation> expectations;
    private final Days days;
    private transient RecordSteps steps;
    private transient Tallies tallies;
    private transient EventShards shards;
    private transient ExpectationMeter meter;

    CollectFn(Reader<T> reader, RecordSteps.Plan plan, List<Expectation> expectations, Days days) {
      this.reader = reader;
      this.plan = plan;
      this.expectations = expectations;
      this.days = days;
    }

    @Setup
    public void readKey() throws IOException {
      steps = RecordSteps.of(plan);
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
      shards = new EventShards(EventCoder.of(plan.mapping().schema()));
      meter =
          ExpectationMeter.of(
              expectations, plan.mapping().fields(), plan.runTime().toEpochMilli(), SHARDS);
    }

    @ProcessElement
    public void collect(@Element T element, MultiOutputReceiver out) throws IOException {
      OutputReceiver<Rejected> rejected = out.get(REJECTED);
      reader.read(
          element,
          record ->
              steps.take(record, event -> take(event, record, out), rejected::output, tallies),
          rejected::output,
          tallies);
    }

    private void take(Event event, RawRecord record, MultiOutputReceiver out) {
      observe(event, record, out);
      if (days == null || days.contains(event.timestamp())) {
        shards.add(event, (shard, block) -> out.get(EVENTS).output(KV.of(shard, block)));
      } else {
        tallies.add(Outcome.FILTERED, event.source(), OTHER_DAYS);
      }
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
      shards.flush(
          (shard, block) ->
              context.output(
                  EVENTS,
                  KV.of(shard, block),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE));
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
