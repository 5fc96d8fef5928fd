package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.account.Outcome;
import dev.catchment.account.Reached;
import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Reads the messages of a Kafka topic as they come, one record a message, with the outputs and the
 * positions of {@link ReadKafka}, without an end. A record's timestamp is the time that the topic
 * gives the message, so at most that of its arrival.
 *
 * <p>The watermark stays a fixed delay behind the newest message, or behind the present where a
 * partition is idle; a message with a time in the future moves nothing. What cannot be read is
 * rejected and stops nothing. While the brokers are away it waits; it fails when messages are
 * deleted before it reads them, rather than pass over them.
 */
public final class StreamKafka extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  private final String source;
  private final KafkaTopic topic;
  private final String from;
  private final Duration delay;
  private final RecordFormat format;
  private final List<String> columns;
  private final Instant runTime;

  private StreamKafka(
      String source,
      KafkaTopic topic,
      String from,
      Duration delay,
      RecordFormat format,
      List<String> columns,
      Instant runTime) {
    this.source = source;
    this.topic = topic;
    this.from = from;
    this.delay = delay;
    this.format = format;
    this.columns = List.copyOf(columns);
    this.runTime = runTime;
  }

  /**
   * Reads a topic as records of a source.
   *
   * @param from where a job without a state of its own begins: {@link KafkaOffsets#EARLIEST},
   *     {@link KafkaOffsets#LATEST} or an instant
   */
  public static StreamKafka from(
      String source, KafkaTopic topic, String from, RecordFormat format) {
    return new StreamKafka(source, topic, from, Duration.ZERO, format, List.of(), Instant.EPOCH);
  }

  /** How long the watermark waits for messages that arrive out of order. */
  public StreamKafka withDelay(Duration wait) {
    checkArgument(wait.getMillis() >= 0, "the delay is %s, which is negative", wait);
    return new StreamKafka(source, topic, from, wait, format, columns, runTime);
  }

  /** The columns to keep, as in {@link ReadRecords#withColumns}. */
  public StreamKafka withColumns(List<String> names) {
    return new StreamKafka(source, topic, from, delay, format, names, runTime);
  }

  /** The time that rejected records carry: when the job started. */
  public StreamKafka withRunTime(Instant time) {
    return new StreamKafka(source, topic, from, delay, format, columns, time);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    KafkaTopic read = topic;
    String start = from;
    Duration wait = delay;
    return ReadRecords.withCoders(
        input
            .apply(
                "Messages",
                KafkaIO.<byte[], byte[]>read()
                    .withBootstrapServers(topic.brokers())
                    .withTopic(topic.topic())
                    .withKeyDeserializer(ByteArrayDeserializer.class)
                    .withValueDeserializer(ByteArrayDeserializer.class)
                    .withConsumerFactoryFn(settings -> new StartingConsumer(read, settings, start))
                    .withTimestampPolicyFactory(
                        (partition, watermark) ->
                            new ShownTimes(
                                Reached.partition(partition.topic(), partition.partition()),
                                new ArrivalTimes(wait, watermark))))
            .apply(
                "Read",
                ParDo.of(new ReadFn(source, format, columns, runTime.getMillis()))
                    .withOutputTags(
                        ReadRecords.RECORDS,
                        TupleTagList.of(ReadRecords.REJECTED).and(Tallies.TAG))));
  }

  private static final class ReadFn extends DoFn<KafkaRecord<byte[], byte[]>, RawRecord> {
    private static final long serialVersionUID = 1;

    private final String source;
    private final RecordFormat format;
    private final List<String> columns;
    private final long runTime;
    private transient MessageReader reader;
    private transient Tallies tallies;
    private transient ReadMeter meter;

    ReadFn(String source, RecordFormat format, List<String> columns, long runTime) {
      this.source = source;
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
    public void read(@Element KafkaRecord<byte[], byte[]> message, MultiOutputReceiver outputs)
        throws IOException {
      RecordOutput output =
          new RecordOutput(
              source,
              "kafka:" + message.getTopic() + "/" + message.getPartition(),
              runTime,
              tallies,
              meter,
              outputs.get(ReadRecords.RECORDS)::output,
              outputs.get(ReadRecords.REJECTED)::output);
      reader.read(message.getOffset(), message.getKV().getValue(), output);
      tallies.add(Outcome.READ, source, 1);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      meter.close();
      tallies.flush(context);
    }
  }
}
