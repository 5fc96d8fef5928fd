package dev.catchment.pipelines.query;

import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.DataType;
import dev.catchment.query.QueryTable;
import dev.catchment.read.KafkaTopic;
import dev.catchment.read.RecordFormat;
import dev.catchment.read.StreamKafka;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * A topic of messages that are objects of JSON. Each has the column {@value #ARRIVED} beside its
 * own, the time that the topic gives it.
 *
 * @param columns its columns, {@value #ARRIVED} the last
 * @param eventTime the column that tells when a row happened
 * @param from where a query begins, as {@link StreamKafka#from} takes it
 * @param delaySeconds how long windows wait for rows that come out of order
 */
record TopicSource(
    String name,
    KafkaTopic topic,
    List<InputColumn> columns,
    String eventTime,
    String from,
    int delaySeconds)
    implements QuerySource {
  /** The column of the time that the topic gives a message. */
  static final String ARRIVED = "arrived";

  TopicSource {
    columns = List.copyOf(columns);
  }

  /** Columns of messages with that of their arrival. */
  static List<InputColumn> withArrival(List<InputColumn> columns) {
    List<InputColumn> all = new ArrayList<>(columns);
    all.add(InputColumn.of(ARRIVED, DataType.TIMESTAMP));
    return all;
  }

  @Override
  public QueryTable table() {
    return QueryTable.unbounded(RowReader.type(columns), eventTime);
  }

  @Override
  public List<Dataset> datasets() {
    return List.of(Dataset.ofTopic(topic));
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(List<InputColumn> wanted, long runTime) {
    List<String> names =
        wanted.stream().map(InputColumn::name).filter(column -> !column.equals(ARRIVED)).toList();
    return PTransform.compose(
        begin ->
            ReadBlocks.pack(
                begin.apply(
                    "Messages",
                    StreamKafka.from(name, topic, from, RecordFormat.jsonLines())
                        .withDelay(Duration.standardSeconds(delaySeconds))
                        .withColumns(names)
                        .withRunTime(Instant.ofEpochMilli(runTime))),
                ReadBlocks.ofMessages(name, wanted, eventTime, runTime)));
  }
}
