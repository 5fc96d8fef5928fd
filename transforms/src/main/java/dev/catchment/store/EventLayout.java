package dev.catchment.store;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * The columns of the event store: the envelope, the identifiers as a list, and a group each for
 * properties, traits and context with one optional typed column per field. Described in {@code
 * docs/formats/event-store.md}.
 */
public final class EventLayout implements Serializable {
  private static final long serialVersionUID = 1;
  private static final List<String> GROUPS = List.of("properties", "traits", "context");

  private final Schema schema;
  private final org.apache.avro.Schema avro;
  private final List<Group> groups;

  /** The fields of one group: its place in the record and the slots of its columns in order. */
  private record Group(String name, int position, List<Integer> slots) implements Serializable {}

  private EventLayout(Schema schema) {
    this.schema = schema;
    this.groups = new ArrayList<>();
    this.avro = avroSchema();
  }

  /**
   * The layout of events of a schema; throws if a name cannot be stored, see {@link #checkName}.
   */
  public static EventLayout of(Schema schema) {
    schema.names().forEach(EventLayout::checkName);
    return new EventLayout(schema);
  }

  /**
   * Checks that a field can be stored: it is {@code properties.}, {@code traits.} or {@code
   * context.} and a name of letters, digits and underscores that does not begin with a digit.
   * Throws {@link IllegalArgumentException} that names the field and the rule.
   */
  public static void checkName(String field) {
    int dot = field.indexOf('.');
    checkArgument(
        dot >= 0 && GROUPS.contains(field.substring(0, dot)),
        "field %s: the name must begin with properties., traits. or context.",
        field);
    Columns.checkName(field.substring(dot + 1), field);
  }

  /** The Avro schema of the stored records. */
  public org.apache.avro.Schema avro() {
    return avro;
  }

  /** The event as it is stored. */
  public GenericRecord toRecord(Event event) {
    GenericRecord record = new GenericData.Record(avro);
    record.put("message_id", event.messageId());
    record.put("type", event.type().wireName());
    record.put("event", event.event());
    record.put("timestamp", event.timestamp());
    record.put("channel", event.channel());
    record.put("source", event.source());
    record.put("consent", event.consent().name().toLowerCase(Locale.ROOT));
    record.put("identifiers", identifiers(event.identifiers()));
    for (Group group : groups) {
      GenericRecord values = new GenericData.Record(avro.getFields().get(group.position).schema());
      for (int column = 0; column < group.slots.size(); column++) {
        values.put(column, event.values().get(group.slots.get(column)));
      }
      record.put(group.position, values);
    }
    return record;
  }

  /**
   * The event of a stored record: fields that the file lacks are null, columns that the schema does
   * not name are left out. Throws {@link IllegalStateException} when a column is of another type.
   */
  public Event toEvent(GenericRecord record) {
    Object[] cells = new Object[schema.size()];
    for (Group group : groups) {
      if (Columns.cell(record, group.name) instanceof GenericRecord values) {
        for (int slot : group.slots) {
          Field field = schema.fields().get(slot);
          cells[slot] = Columns.value(values, shortName(field), field.type());
        }
      }
    }
    return new Event(
        Columns.text(record, "message_id"),
        Event.Type.valueOf(Columns.text(record, "type").toUpperCase(Locale.ROOT)),
        Columns.text(record, "event"),
        (Long) Columns.value(record, "timestamp", FieldType.TIMESTAMP),
        Columns.text(record, "channel"),
        Columns.text(record, "source"),
        Consent.valueOf(Columns.text(record, "consent").toUpperCase(Locale.ROOT)),
        identifiers(record),
        Values.of(cells));
  }

  private List<GenericRecord> identifiers(List<Identifier> identifiers) {
    org.apache.avro.Schema type = avro.getField("identifiers").schema().getElementType();
    List<GenericRecord> records = new ArrayList<>(identifiers.size());
    for (Identifier identifier : identifiers) {
      GenericRecord record = new GenericData.Record(type);
      record.put(0, identifier.namespace());
      record.put(1, identifier.value());
      records.add(record);
    }
    return records;
  }

  private static List<Identifier> identifiers(GenericRecord record) {
    List<Identifier> identifiers = new ArrayList<>();
    for (Object item : (Collection<?>) Columns.cell(record, "identifiers")) {
      GenericRecord identifier = (GenericRecord) item;
      identifiers.add(
          new Identifier(Columns.text(identifier, "namespace"), Columns.text(identifier, "value")));
    }
    return identifiers;
  }

  private org.apache.avro.Schema avroSchema() {
    List<org.apache.avro.Schema.Field> fields = new ArrayList<>();
    fields.add(Columns.text("message_id"));
    fields.add(Columns.text("type"));
    fields.add(Columns.optional("event", FieldType.STRING));
    fields.add(Columns.required("timestamp", Columns.schema(FieldType.TIMESTAMP)));
    fields.add(Columns.text("channel"));
    fields.add(Columns.text("source"));
    fields.add(Columns.text("consent"));
    fields.add(
        Columns.required(
            "identifiers",
            org.apache.avro.Schema.createArray(
                record("Identifier", List.of(Columns.text("namespace"), Columns.text("value"))))));
    for (String name : GROUPS) {
      List<Integer> slots = slots(name);
      if (!slots.isEmpty()) {
        groups.add(new Group(name, fields.size(), slots));
        fields.add(Columns.required(name, record(capitalized(name), columns(slots))));
      }
    }
    return record("Event", fields);
  }

  private List<Integer> slots(String group) {
    List<Integer> slots = new ArrayList<>();
    for (int slot = 0; slot < schema.size(); slot++) {
      if (schema.fields().get(slot).name().startsWith(group + ".")) {
        slots.add(slot);
      }
    }
    return List.copyOf(slots);
  }

  private List<org.apache.avro.Schema.Field> columns(List<Integer> slots) {
    return slots.stream()
        .map(slot -> schema.fields().get(slot))
        .map(field -> Columns.optional(shortName(field), field.type()))
        .toList();
  }

  private static String shortName(Field field) {
    return field.name().substring(field.name().indexOf('.') + 1);
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static org.apache.avro.Schema record(
      String name, List<org.apache.avro.Schema.Field> fields) {
    return org.apache.avro.Schema.createRecord(name, null, Columns.NAMESPACE, false, fields);
  }
}
