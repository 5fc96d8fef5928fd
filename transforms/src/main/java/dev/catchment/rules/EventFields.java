package dev.catchment.rules;

import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * The names under which the parts of an {@link Event} are known to rules and features: {@code
 * messageId}, {@code type}, {@code event}, {@code timestamp}, {@code channel}, {@code source},
 * {@code identifiers.NAMESPACE}, and the fields of the event's {@link Schema}.
 */
public final class EventFields implements Serializable {
  /** The prefix of an identifier's name. */
  public static final String IDENTIFIERS = "identifiers.";

  /** The name of the message id. */
  public static final String MESSAGE_ID = "messageId";

  private static final long serialVersionUID = 1;

  private final Schema values;
  private final Schema schema;

  private EventFields(Schema values, Schema schema) {
    this.values = values;
    this.schema = schema;
  }

  /** The names for events whose values have a schema and whose identifiers these namespaces. */
  public static EventFields of(Schema values, List<String> namespaces) {
    List<Field> fields = new ArrayList<>();
    for (String name : List.of(MESSAGE_ID, "type", "event", "channel", "source")) {
      fields.add(new Field(name, FieldType.STRING));
    }
    fields.add(new Field("timestamp", FieldType.TIMESTAMP));
    for (String namespace : namespaces) {
      fields.add(new Field(IDENTIFIERS + namespace, FieldType.STRING));
    }
    fields.addAll(values.fields());
    return new EventFields(values, Schema.of(fields));
  }

  /** All names with their types. */
  public Schema schema() {
    return schema;
  }

  /** The schema of the events' values. */
  public Schema valuesSchema() {
    return values;
  }

  /** The values of one event by name, for {@link Rule#evaluate}. */
  public Function<String, Object> variables(Event event) {
    return name -> read(event, name);
  }

  /**
   * A function that reads one part of an event, null when it is missing.
   *
   * @throws IllegalArgumentException when there is no such name
   */
  public SerializableFunction<Event, Object> reader(String name) {
    schema.slot(name);
    int slot = values.find(name);
    return slot >= 0 ? event -> event.values().get(slot) : event -> read(event, name);
  }

  private Object read(Event event, String name) {
    return switch (name) {
      case MESSAGE_ID -> event.messageId();
      case "type" -> event.type().wireName();
      case "event" -> event.event();
      case "timestamp" -> event.timestamp();
      case "channel" -> event.channel();
      case "source" -> event.source();
      default -> {
        int slot = values.find(name);
        yield slot >= 0 ? event.values().get(slot) : identifier(event.identifiers(), name);
      }
    };
  }

  /** The value of an identifier by its full name, such as {@code identifiers.cookie}, or null. */
  public static String identifier(List<Identifier> identifiers, String name) {
    int length = name.length() - IDENTIFIERS.length();
    for (Identifier identifier : identifiers) {
      String namespace = identifier.namespace();
      if (namespace.length() == length && name.endsWith(namespace)) {
        return identifier.value();
      }
    }
    return null;
  }
}
