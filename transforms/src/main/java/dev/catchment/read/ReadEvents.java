package dev.catchment.read;

import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import dev.catchment.store.EventLayout;
import dev.catchment.store.StoreSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * Reads an event store. Fields that a file lacks are null, columns that the schema does not name
 * are left out; the job fails when a column is of another type. A store without files is empty.
 */
public final class ReadEvents extends PTransform<PBegin, PCollection<Event>> {
  private static final long serialVersionUID = 1;

  private final MatchFiles files;
  private final Schema schema;

  private ReadEvents(MatchFiles files, Schema schema) {
    this.files = files;
    this.schema = schema;
  }

  /** Reads all files in a directory and below. */
  public static ReadEvents from(String directory) {
    return new ReadEvents(MatchFiles.parquetIn(directory), Schema.empty());
  }

  /**
   * Reads what a store held after a batch, whatever is added meanwhile; the job fails when a file
   * of it was taken away since.
   *
   * @param batch its number, see {@link StoreSnapshot#number}
   */
  public static ReadEvents ofStore(String store, int batch) {
    return new ReadEvents(MatchFiles.eventsOf(store, batch), Schema.empty());
  }

  /** The schema of the events' values. */
  public ReadEvents withSchema(Schema values) {
    return new ReadEvents(files, values);
  }

  /**
   * The first events of files, on the machine that launches a job. Throws {@link InputException}
   * when a file cannot be read or a column is of another type.
   */
  public static List<Event> first(Iterable<String> files, Schema schema, int limit) {
    EventLayout layout = EventLayout.of(schema);
    Set<String> columns =
        layout.avro().getFields().stream().map(Field::name).collect(Collectors.toSet());
    List<Event> events = new ArrayList<>();
    for (String file : files) {
      if (events.size() >= limit) {
        break;
      }
      try (ParquetReader<GenericRecord> rows =
          ParquetFile.of(file).rows(field -> columns.contains(field.name()))) {
        for (GenericRecord row = rows.read();
            row != null && events.size() < limit;
            row = rows.read()) {
          events.add(layout.toEvent(row));
        }
      } catch (IOException | IllegalArgumentException failure) {
        throw new InputException("cannot read " + file + ": " + failure.getMessage(), failure);
      }
    }
    return events;
  }

  @Override
  public PCollection<Event> expand(PBegin input) {
    EventLayout layout = EventLayout.of(schema);
    return input.apply(
        new ReadParquet<>(
            files,
            layout.avro().getFields().stream().map(Field::name).toList(),
            layout::toEvent,
            EventCoder.of(schema)));
  }
}
