package dev.catchment.read;

import dev.catchment.account.Outcome;
import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubIO;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubMessage;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * Reads the messages of a Pub/Sub subscription as they come, one record a message, with the outputs
 * of {@link ReadRecords}, without an end; the position of a record is the subscription as {@code
 * pubsub:PROJECT/NAME} and the id of the message, as far as it is a number. The id is the attribute
 * that the subscription names, or the one that Pub/Sub gave where there is no such attribute. A
 * record's timestamp is the time at which Pub/Sub got the message, or that of the attribute that
 * the subscription names.
 *
 * <p>A message is acknowledged when the runner has made it durable, so that none is lost.
 * Deliveries that come again soon are dropped by their id; later ones are for {@code DropRepeats}.
 * What cannot be read is rejected, with the reasons of {@link ReadKafka}. A message without the
 * time that its subscription names fails the job.
 */
public final class StreamPubsub extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  private final String source;
  private final PubsubSubscription subscription;
  private final RecordFormat format;
  private final List<String> columns;
  private final Instant runTime;
  private final transient UnaryOperator<PubsubIO.Read<PubsubMessage>> reading;

  private StreamPubsub(
      String source,
      PubsubSubscription subscription,
      RecordFormat format,
      List<String> columns,
      Instant runTime,
      UnaryOperator<PubsubIO.Read<PubsubMessage>> reading) {
    this.source = source;
    this.subscription = subscription;
    this.format = format;
    this.columns = List.copyOf(columns);
    this.runTime = runTime;
    this.reading = reading;
  }

  /** Reads a subscription as records of a source. */
  public static StreamPubsub from(
      String source, PubsubSubscription subscription, RecordFormat format) {
    return new StreamPubsub(
        source, subscription, format, List.of(), Instant.EPOCH, UnaryOperator.identity());
  }

  /** The columns to keep, as in {@link ReadRecords#withColumns}. */
  public StreamPubsub withColumns(List<String> names) {
    return new StreamPubsub(source, subscription, format, names, runTime, reading);
  }

  /** The time that rejected records carry: when the job started. */
  public StreamPubsub withRunTime(Instant time) {
    return new StreamPubsub(source, subscription, format, columns, time, reading);
  }

  /** Reads in another way, such as by the clients that Beam publishes for tests. */
  StreamPubsub reading(UnaryOperator<PubsubIO.Read<PubsubMessage>> other) {
    return new StreamPubsub(source, subscription, format, columns, runTime, other);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PubsubIO.Read<PubsubMessage> read =
        PubsubIO.readMessagesWithAttributesAndMessageId()
            .fromSubscription(
                "projects/%s/subscriptions/%s"
                    .formatted(subscription.name().project(), subscription.name().name()));
    if (subscription.idAttribute() != null) {
      read = read.withIdAttribute(subscription.idAttribute());
    }
    if (subscription.timestampAttribute() != null) {
      read = read.withTimestampAttribute(subscription.timestampAttribute());
    }
    return ReadRecords.withCoders(
        input
            .apply("Messages", reading.apply(read))
            .apply(
                "Read",
                ParDo.of(
                        new ReadFn(
                            source, subscription.position(), format, columns, runTime.getMillis()))
                    .withOutputTags(
                        ReadRecords.RECORDS,
                        TupleTagList.of(ReadRecords.REJECTED).and(Tallies.TAG))));
  }

  /** The ids that Pub/Sub gives are numbers; others are 0. */
  static long number(String id) {
    return id != null && id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
  }

  private static final class ReadFn extends DoFn<PubsubMessage, RawRecord> {
    private static final long serialVersionUID = 1;

    private final String source;
    private final String position;
    private final RecordFormat format;
    private final List<String> columns;
    private final long runTime;
    private transient MessageReader reader;
    private transient Tallies tallies;
    private transient ReadMeter meter;

    ReadFn(
        String source, String position, RecordFormat format, List<String> columns, long runTime) {
      this.source = source;
      this.position = position;
      this.format = format;
      this.columns = columns;
      this.runTime = runTime;
    }

    @Setup
    public void setup() {
      reader = new MessageReader(format, columns);
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
      meter = ReadMeter.ofRecords();
    }

    @ProcessElement
    public void read(@Element PubsubMessage message, MultiOutputReceiver outputs)
        throws IOException {
      reader.read(
          number(message.getMessageId()),
          message.getPayload(),
          new RecordOutput(
              source,
              position,
              runTime,
              tallies,
              meter,
              outputs.get(ReadRecords.RECORDS)::output,
              outputs.get(ReadRecords.REJECTED)::output));
      tallies.add(Outcome.READ, source, 1);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      meter.close();
      tallies.flush(context);
    }
  }
}
