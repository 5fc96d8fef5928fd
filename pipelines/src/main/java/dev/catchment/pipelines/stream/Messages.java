package dev.catchment.pipelines.stream;

import dev.catchment.model.Event;
import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Rejected;
import dev.catchment.model.Schema;
import dev.catchment.store.EventJson;
import dev.catchment.store.RejectedJson;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;

/** Turns what leaves a live job into messages of JSON. */
public final class Messages {
  private static final OutgoingCoder CODER = OutgoingCoder.of();

  private Messages() {}

  /**
   * A message for each event, as docs/formats/events.md has it, under its first identifier or else
   * its message id.
   */
  public static PTransform<PCollection<Event>, PCollection<Outgoing>> ofEvents(Schema schema) {
    return PTransform.compose(
        events -> events.apply("Write JSON", ParDo.of(new EventFn(schema))).setCoder(CODER));
  }

  /** A message for each rejected record, as in the folder {@code rejected} of a store. */
  public static PTransform<PCollection<Rejected>, PCollection<Outgoing>> ofRejected() {
    return PTransform.compose(
        rejected -> rejected.apply("Write JSON", ParDo.of(new RejectedFn())).setCoder(CODER));
  }

  private static final class EventFn extends DoFn<Event, Outgoing> {
    private static final long serialVersionUID = 1;

    private final Schema schema;

    EventFn(Schema schema) {
      this.schema = schema;
    }

    @ProcessElement
    public void write(@Element Event event, OutputReceiver<Outgoing> messages) {
      messages.output(
          new Outgoing(
              event.identifiers().isEmpty()
                  ? event.messageId()
                  : event.identifiers().get(0).value(),
              EventJson.write(event, schema),
              event.timestamp()));
    }
  }

  private static final class RejectedFn extends DoFn<Rejected, Outgoing> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void write(
        @Element Rejected rejected, @Timestamp Instant arrival, OutputReceiver<Outgoing> messages) {
      long cause =
          arrival.isAfter(BoundedWindow.TIMESTAMP_MIN_VALUE)
              ? arrival.getMillis()
              : rejected.time();
      messages.output(new Outgoing(rejected.id(), RejectedJson.write(rejected), cause));
    }
  }
}
