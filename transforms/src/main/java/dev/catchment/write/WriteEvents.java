package dev.catchment.write;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Event;
import dev.catchment.model.Schema;
import dev.catchment.store.EventLayout;
import java.time.LocalDate;
import org.apache.avro.generic.GenericData;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes events as Parquet (zstd) into one folder per UTC day of event time: {@code
 * dt=2026-01-31/part-00000.parquet}, sorted by time and message id.
 *
 * <p>A worker holds the events of one file in memory: those of a day divided by {@link
 * #withFilesPerDay}.
 */
public final class WriteEvents extends PTransform<PCollection<Event>, WriteFilesResult<String>> {
  private static final long serialVersionUID = 1;
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final String directory;
  private final Schema schema;
  private final int filesPerDay;

  private WriteEvents(String directory, Schema schema, int filesPerDay) {
    this.directory = directory;
    this.schema = schema;
    this.filesPerDay = filesPerDay;
  }

  /** Writes into a directory. */
  public static WriteEvents to(String directory) {
    return new WriteEvents(directory, Schema.empty(), 1);
  }

  /** The schema of the events' values. */
  public WriteEvents withSchema(Schema values) {
    return new WriteEvents(directory, values, filesPerDay);
  }

  /** The greatest number of files of a day, at least 1; the default is 1. */
  public WriteEvents withFilesPerDay(int files) {
    checkArgument(files >= 1, "filesPerDay is %s, not at least 1", files);
    return new WriteEvents(directory, schema, files);
  }

  @Override
  public WriteFilesResult<String> expand(PCollection<Event> input) {
    EventLayout layout = EventLayout.of(schema);
    int files = filesPerDay;
    return input.apply(
        new SortedFiles<>(
            directory,
            event -> file(event, files),
            SortedFiles.parquet(
                layout.avro(), (left, right) -> compare(layout, left, right), layout::toRecord)));
  }

  private static String file(Event event, int filesPerDay) {
    return "dt="
        + LocalDate.ofEpochDay(Math.floorDiv(event.timestamp(), MILLIS_PER_DAY))
        + "/"
        + SortedFiles.part(SortedFiles.shard(event.messageId(), filesPerDay))
        + ".parquet";
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
