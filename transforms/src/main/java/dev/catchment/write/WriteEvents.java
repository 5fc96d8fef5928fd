package dev.catchment.write;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Event;
import dev.catchment.model.Schema;
import dev.catchment.store.EventLayout;
import java.time.LocalDate;
import org.apache.avro.generic.GenericData;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes events as Parquet (zstd) into one folder per UTC day of event time: {@code
 * dt=2026-01-31/part-00000.parquet}, sorted by time and message id.
 *
 * <p>The output is the names of the files. A worker holds the events of one shard in memory: with
 * the default of {@link #withShards} about 1/32 of them, at least those of one file.
 */
public final class WriteEvents extends PTransform<PCollection<Event>, PCollection<String>> {
  private static final long serialVersionUID = 1;
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final String directory;
  private final Schema schema;
  private final int shards;

  private WriteEvents(String directory, Schema schema, int shards) {
    this.directory = directory;
    this.schema = schema;
    this.shards = shards;
  }

  /** Writes into a directory. */
  public static WriteEvents to(String directory) {
    return new WriteEvents(directory, Schema.empty(), 32);
  }

  /** The schema of the events' values. */
  public WriteEvents withSchema(Schema values) {
    return new WriteEvents(directory, values, shards);
  }

  /** The number of parts of the work, at least 1; the default is 32. */
  public WriteEvents withShards(int number) {
    checkArgument(number >= 1, "shards is %s, not at least 1", number);
    return new WriteEvents(directory, schema, number);
  }

  @Override
  public PCollection<String> expand(PCollection<Event> input) {
    EventLayout layout = EventLayout.of(schema);
    return input.apply(
        new SortedFiles<>(
            directory,
            shards,
            WriteEvents::file,
            (left, right) -> compare(layout, left, right),
            layout::toRecord,
            new ParquetSink(layout.avro())));
  }

  private static String file(Event event) {
    return "dt="
        + LocalDate.ofEpochDay(Math.floorDiv(event.timestamp(), MILLIS_PER_DAY))
        + "/part-00000.parquet";
  }

  private static int compare(EventLayout layout, Event left, Event right) {
    int order = Long.compare(left.timestamp(), right.timestamp());
    if (order == 0) {
      order = left.messageId().compareTo(right.messageId());
    }
    return order != 0
        ? order
        : GenericData.get().compare(layout.toRecord(left), layout.toRecord(right), layout.avro());
  }
}
