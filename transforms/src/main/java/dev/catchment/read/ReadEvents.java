package dev.catchment.read;

import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import dev.catchment.store.EventLayout;
import org.apache.avro.Schema.Field;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads an event store. Fields that a file lacks are null, columns that the schema does not name
 * are left out; the job fails when a column is of another type. A store without files is empty.
 */
public final class ReadEvents extends PTransform<PBegin, PCollection<Event>> {
  private static final long serialVersionUID = 1;

  private final String directory;
  private final Schema schema;

  private ReadEvents(String directory, Schema schema) {
    this.directory = directory;
    this.schema = schema;
  }

  /** Reads the store in a directory. */
  public static ReadEvents from(String directory) {
    return new ReadEvents(directory, Schema.empty());
  }

  /** The schema of the events' values. */
  public ReadEvents withSchema(Schema values) {
    return new ReadEvents(directory, values);
  }

  @Override
  public PCollection<Event> expand(PBegin input) {
    EventLayout layout = EventLayout.of(schema);
    return input.apply(
        new ReadParquet<>(
            directory,
            layout.avro().getFields().stream().map(Field::name).toList(),
            layout::toEvent,
            EventCoder.of(schema)));
  }
}
