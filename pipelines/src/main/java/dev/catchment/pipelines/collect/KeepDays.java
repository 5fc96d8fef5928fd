package dev.catchment.pipelines.collect;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.store.Days;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Keeps the events of some days and counts the others as filtered. */
final class KeepDays extends PTransform<PCollection<Event>, PCollectionTuple> {
  /** The rule under which events of other days are counted. */
  static final String RULE = "outside-replaced-days";

  static final TupleTag<Event> EVENTS = new TupleTag<>("events") {};

  private static final long serialVersionUID = 1;

  private final Days days;
  private final Schema schema;

  private KeepDays(Days days, Schema schema) {
    this.days = days;
    this.schema = schema;
  }

  static KeepDays of(Days days, Schema schema) {
    return new KeepDays(days, schema);
  }

  @Override
  public PCollectionTuple expand(PCollection<Event> events) {
    PCollectionTuple outputs =
        events.apply(
            "Keep",
            ParDo.of(new KeepFn(days)).withOutputTags(EVENTS, TupleTagList.of(Tallies.TAG)));
    outputs.get(EVENTS).setCoder(EventCoder.of(schema));
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class KeepFn extends DoFn<Event, Event> {
    private static final long serialVersionUID = 1;

    private final Days days;
    private transient Tallies tallies;

    KeepFn(Days days) {
      this.days = days;
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void keep(@Element Event event, OutputReceiver<Event> kept) {
      if (days.contains(event.timestamp())) {
        kept.output(event);
      } else {
        tallies.add(Outcome.FILTERED, event.source(), RULE);
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
