package dev.catchment.pipelines.stream;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.pipelines.collect.RecordSteps;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.PubsubSubscription;
import dev.catchment.read.ReadRecords;
import dev.catchment.read.RecordRanges;
import dev.catchment.read.StreamKafka;
import dev.catchment.read.StreamPubsub;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Reads one source as a stream and turns its records into events by {@link RecordSteps}. */
final class StreamSource extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  private final transient SourcePlan source;
  private final transient Optional<PTransform<PBegin, PCollectionTuple>> messages;
  private final transient List<String> globs;
  private final transient RecordSteps.Plan steps;

  private StreamSource(
      SourcePlan source,
      Optional<PTransform<PBegin, PCollectionTuple>> messages,
      List<String> globs,
      RecordSteps.Plan steps) {
    this.source = source;
    this.messages = messages;
    this.globs = globs;
    this.steps = steps;
  }

  /** Reads the topic, the subscription or the files of a source. */
  static StreamSource of(SourcePlan source, Sources sources) {
    return new StreamSource(
        source,
        messages(source, sources),
        sources.inputs().getOrDefault(source.name(), List.of()),
        sources.steps(source));
  }

  /** What reads the messages of a source that has no files. */
  private static Optional<PTransform<PBegin, PCollectionTuple>> messages(
      SourcePlan source, Sources sources) {
    Instant start = Instant.ofEpochMilli(sources.start().toEpochMilli());
    PubsubSubscription subscription = sources.subscriptions().bySource().get(source.name());
    if (subscription != null) {
      return Optional.of(
          StreamPubsub.from(source.name(), subscription, source.format())
              .withColumns(source.columns())
              .withRunTime(start));
    }
    return sources
        .topics()
        .of(source.name())
        .map(
            topic ->
                StreamKafka.from(source.name(), topic, source.stream().from(), source.format())
                    .withDelay(Duration.millis(source.stream().delay().toMillis()))
                    .withColumns(source.columns())
                    .withRunTime(start));
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    if (messages.isEmpty()) {
      return map(
          input.apply("Ranges", RecordRanges.of(globs, source.format())),
          source.scan(steps.runTime())::read);
    }
    PCollectionTuple read = input.apply("Read", messages.get());
    PCollectionTuple mapped =
        map(
            read.get(ReadRecords.RECORDS),
            (record, records, rejected, tallies) -> records.accept(record));
    return PCollectionTuple.of(EventStream.EVENTS, mapped.get(EventStream.EVENTS))
        .and(
            EventStream.REJECTED,
            PCollectionList.of(read.get(ReadRecords.REJECTED))
                .and(mapped.get(EventStream.REJECTED))
                .apply("Rejected", Flatten.pCollections()))
        .and(
            Tallies.TAG,
            PCollectionList.of(read.get(Tallies.TAG))
                .and(mapped.get(Tallies.TAG))
                .apply("Tallies", Flatten.pCollections()));
  }

  private <T> PCollectionTuple map(PCollection<T> elements, Reader<T> reader) {
    PCollectionTuple mapped =
        elements.apply(
            "Protect and map",
            ParDo.of(
                    new MapFn<>(
                        reader,
                        steps,
                        source.stream().ahead().toMillis(),
                        source.keepsDuplicates()))
                .withOutputTags(
                    EventStream.EVENTS, TupleTagList.of(EventStream.REJECTED).and(Tallies.TAG)));
    mapped.get(EventStream.EVENTS).setCoder(EventCoder.of(steps.mapping().schema()));
    mapped.get(EventStream.REJECTED).setCoder(RejectedCoder.of());
    mapped.get(Tallies.TAG).setCoder(Tallies.CODER);
    return mapped;
  }

  /** Reads the records of an element. */
  private interface Reader<T> extends Serializable {
    void read(T element, Consumer<RawRecord> records, Consumer<Rejected> rejected, Tallies tallies)
        throws IOException;
  }

  private static final class MapFn<T> extends DoFn<T, Event> {
    private static final long serialVersionUID = 1;

    private final Reader<T> reader;
    private final RecordSteps.Plan plan;
    private final long ahead;
    private final boolean isLast;
    private transient RecordSteps steps;
    private transient Tallies tallies;

    /**
     * Maps as a plan says.
     *
     * @param ahead how many milliseconds before it happened an event may have arrived
     * @param isLast whether no later step decides whether an event is accepted
     */
    MapFn(Reader<T> reader, RecordSteps.Plan plan, long ahead, boolean isLast) {
      this.reader = reader;
      this.plan = plan;
      this.ahead = ahead;
      this.isLast = isLast;
    }

    /** An event happened before its message arrived, whose timestamp the element has. */
    @Override
    @SuppressWarnings("deprecation")
    public Duration getAllowedTimestampSkew() {
      return Duration.millis(Long.MAX_VALUE);
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
    public void map(@Element T element, @Timestamp Instant arrival, MultiOutputReceiver out)
        throws IOException {
      OutputReceiver<Rejected> rejected = out.get(EventStream.REJECTED);
      long latest =
          arrival.isAfter(BoundedWindow.TIMESTAMP_MIN_VALUE)
              ? arrival.getMillis() + ahead
              : Long.MAX_VALUE;
      reader.read(
          element,
          record ->
              steps.take(record, latest, event -> accept(event, out), rejected::output, tallies),
          rejected::output,
          tallies);
    }

    private void accept(Event event, MultiOutputReceiver out) {
      if (isLast) {
        tallies.add(Outcome.ACCEPTED, event.source(), 1);
      }
      out.get(EventStream.EVENTS).outputWithTimestamp(event, timestamp(event.timestamp()));
    }

    /** The event time, or the nearest that Beam knows. */
    private static Instant timestamp(long millis) {
      return Instant.ofEpochMilli(
          Math.max(
              BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis(),
              Math.min(GlobalWindow.INSTANCE.maxTimestamp().getMillis(), millis)));
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
