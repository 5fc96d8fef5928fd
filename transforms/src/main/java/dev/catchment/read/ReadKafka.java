package dev.catchment.read;

import dev.catchment.account.ReadMeter;
import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import dev.catchment.read.KafkaOffsets.Range;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/**
 * Reads ranges of the messages of a Kafka topic, one record a message, with the outputs of {@link
 * ReadRecords}; the position of a record is its partition as {@code kafka:TOPIC/PARTITION} and its
 * offset.
 *
 * <p>Messages of aborted transactions and offsets that compaction took away are no records. What
 * cannot be read is rejected with the reasons of {@link ReadRecords} or {@code empty_message},
 * {@code several_records}. A partition is read by one worker, which holds what the consumer fetches
 * at a time (50 MiB unless {@code fetch.max.bytes} says otherwise). The job fails when messages are
 * deleted before it reads them, or when the brokers are silent for a minute.
 */
public final class ReadKafka extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  private final String source;
  private final KafkaTopic topic;
  private final TreeMap<Integer, Range> ranges;
  private final RecordFormat format;
  private final List<String> columns;
  private final Instant runTime;

  private ReadKafka(
      String source,
      KafkaTopic topic,
      SortedMap<Integer, Range> ranges,
      RecordFormat format,
      List<String> columns,
      Instant runTime) {
    this.source = source;
    this.topic = topic;
    this.ranges = new TreeMap<>(ranges);
    this.format = format;
    this.columns = List.copyOf(columns);
    this.runTime = runTime;
  }

  /** Reads ranges of a topic, by partition, as records of a source. */
  public static ReadKafka from(
      String source, KafkaTopic topic, SortedMap<Integer, Range> ranges, RecordFormat format) {
    return new ReadKafka(source, topic, ranges, format, List.of(), Instant.EPOCH);
  }

  /** The columns to keep, as in {@link ReadRecords#withColumns}. */
  public ReadKafka withColumns(List<String> names) {
    return new ReadKafka(source, topic, ranges, format, names, runTime);
  }

  /** The time that rejected records carry: when the job started. */
  public ReadKafka withRunTime(Instant time) {
    return new ReadKafka(source, topic, ranges, format, columns, time);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    List<KV<Integer, KV<Long, Long>>> parts =
        ranges.entrySet().stream()
            .filter(part -> part.getValue().from() < part.getValue().to())
            .map(part -> KV.of(part.getKey(), KV.of(part.getValue().from(), part.getValue().to())))
            .toList();
    PCollectionTuple outputs =
        input
            .apply(
                "Ranges",
                Create.of(parts)
                    .withCoder(
                        KvCoder.of(
                            VarIntCoder.of(), KvCoder.of(VarLongCoder.of(), VarLongCoder.of()))))
            .apply("Spread", GroupByKey.create())
            .apply(
                "Read",
                ParDo.of(new ReadFn(source, topic, format, columns, runTime.getMillis()))
                    .withOutputTags(
                        ReadRecords.RECORDS,
                        TupleTagList.of(ReadRecords.REJECTED).and(Tallies.TAG)));
    return ReadRecords.withCoders(outputs);
  }

  private static final class ReadFn extends DoFn<KV<Integer, Iterable<KV<Long, Long>>>, RawRecord> {
    private static final long serialVersionUID = 1;
    private static final int PATIENCE = 60;

    private final String source;
    private final KafkaTopic topic;
    private final RecordFormat format;
    private final List<String> columns;
    private final long runTime;
    private transient PartitionReader reader;
    private transient Tallies tallies;

    ReadFn(
        String source, KafkaTopic topic, RecordFormat format, List<String> columns, long runTime) {
      this.source = source;
      this.topic = topic;
      this.format = format;
      this.columns = columns;
      this.runTime = runTime;
    }

    @Setup
    public void setup() {
      reader = new PartitionReader(topic, new MessageReader(format, columns), PATIENCE);
    }

    @StartBundle
    public void start() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void read(
        @Element KV<Integer, Iterable<KV<Long, Long>>> ranges, MultiOutputReceiver outputs)
        throws IOException {
      TopicPartition partition = new TopicPartition(topic.topic(), ranges.getKey());
      RecordOutput output =
          new RecordOutput(
              source,
              "kafka:" + topic.topic() + "/" + partition.partition(),
              runTime,
              tallies,
              ReadMeter.ofRecords(),
              outputs.get(ReadRecords.RECORDS)::output,
              outputs.get(ReadRecords.REJECTED)::output);
      try (Consumer<byte[], byte[]> consumer = topic.connect()) {
        consumer.assign(List.of(partition));
        for (KV<Long, Long> range : ranges.getValue()) {
          consumer.seek(partition, range.getKey());
          reader.read(consumer, partition, range.getValue(), output);
        }
      }
      output.count();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
