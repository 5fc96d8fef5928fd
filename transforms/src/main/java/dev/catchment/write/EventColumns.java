package dev.catchment.write;

import dev.catchment.model.Consent;
import dev.catchment.model.EncodedEvents;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.model.WireReader;
import dev.catchment.store.EventLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Writes encoded events into the columns of {@link EventLayout}: texts go from the block to the
 * column as the bytes that they are, nothing is decoded. The bytes of {@link EventCoder} are read
 * here, whose format is in {@code docs/formats/coders.md}.
 */
final class EventColumns extends WriteSupport<EncodedEvents> {
  private static final Binary[] TYPES = new Binary[Event.Type.values().length + 1];
  private static final Binary[] CONSENTS = new Binary[Consent.values().length];

  static {
    for (Event.Type type : Event.Type.values()) {
      TYPES[type.code()] = shared(type.wireName());
    }
    for (Consent consent : Consent.values()) {
      CONSENTS[consent.code()] = shared(consent.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * A text for all threads: those of {@link Binary#fromString} move a buffer when they are read.
   */
  private static Binary shared(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A group of columns: its name and place, and the names and slots of its columns. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Group(String name, int place, List<String> columns, int[] slots) {}

  private final MessageType columns;
  private final String avro;
  private final FieldType[] types;
  private final int[] places;
  private final List<Group> groups = new ArrayList<>();
  private final WireReader reader = new WireReader();
  private RecordConsumer row;

  EventColumns(Schema schema) {
    EventLayout layout = EventLayout.of(schema);
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    this.columns = new AvroSchemaConverter(configuration).convert(layout.avro());
    this.avro = layout.avro().toString();
    this.types = schema.fields().stream().map(Field::type).toArray(FieldType[]::new);
    this.places = new int[types.length];
    for (String name : List.of("properties", "traits", "context")) {
      int[] slots =
          IntStream.range(0, schema.size())
              .filter(slot -> schema.fields().get(slot).name().startsWith(name + "."))
              .toArray();
      if (slots.length > 0) {
        List<String> names =
            Arrays.stream(slots)
                .mapToObj(slot -> schema.fields().get(slot).name().substring(name.length() + 1))
                .toList();
        groups.add(new Group(name, columns.getFieldIndex(name), names, slots));
      }
    }
  }

  @Override
  @SuppressWarnings("deprecation")
  public WriteContext init(Configuration configuration) {
    return init((ParquetConfiguration) null);
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(columns, Map.of("parquet.avro.schema", avro));
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    row = consumer;
  }

  @Override
  public void write(EncodedEvents event) {
    reader.moveTo(event.bytes(), event.start());
    row.startMessage();
    text("message_id", 0);
    constant("type", 1, TYPES[reader.readByte()]);
    text("event", 2);
    row.startField("timestamp", 3);
    row.addLong(reader.readSigned());
    row.endField("timestamp", 3);
    text("channel", 4);
    text("source", 5);
    constant("consent", 6, CONSENTS[reader.readByte()]);
    identifiers();
    values();
    row.endMessage();
  }

  private void text(String name, int place) {
    if (reader.readText()) {
      constant(name, place, lastText());
    }
  }

  private Binary lastText() {
    return Binary.fromConstantByteArray(reader.bytes(), reader.textStart(), reader.textLength());
  }

  private void constant(String name, int place, Binary value) {
    row.startField(name, place);
    row.addBinary(value);
    row.endField(name, place);
  }

  private void identifiers() {
    long count = reader.readVarint();
    row.startField("identifiers", 7);
    row.startGroup();
    if (count > 0) {
      row.startField("list", 0);
      for (long index = 0; index < count; index++) {
        row.startGroup();
        row.startField("element", 0);
        row.startGroup();
        text("namespace", 0);
        text("value", 1);
        row.endGroup();
        row.endField("element", 0);
        row.endGroup();
      }
      row.endField("list", 0);
    }
    row.endGroup();
    row.endField("identifiers", 7);
  }

  private void values() {
    findCells();
    for (Group group : groups) {
      row.startField(group.name, group.place);
      row.startGroup();
      for (int column = 0; column < group.slots.length; column++) {
        int slot = group.slots[column];
        if (places[slot] >= 0) {
          reader.moveTo(reader.bytes(), places[slot]);
          cell(group.columns.get(column), column, types[slot]);
        }
      }
      row.endGroup();
      row.endField(group.name, group.place);
    }
  }

  /** Finds where the value of each slot begins; a missing one is nowhere. */
  private void findCells() {
    int bitmap = reader.position();
    reader.skip((types.length + 7) / 8);
    for (int slot = 0; slot < types.length; slot++) {
      boolean isPresent = (reader.bytes()[bitmap + slot / 8] >> (slot % 8) & 1) == 1;
      places[slot] = isPresent ? reader.position() : -1;
      if (isPresent) {
        switch (types[slot]) {
          case STRING -> reader.readText();
          case INTEGER, TIMESTAMP -> reader.readVarint();
          case DECIMAL -> reader.skip(Long.BYTES);
          case BOOLEAN -> reader.skip(1);
        }
      }
    }
  }

  private void cell(String name, int place, FieldType type) {
    row.startField(name, place);
    switch (type) {
      case STRING -> {
        reader.readText();
        row.addBinary(lastText());
      }
      case INTEGER, TIMESTAMP -> row.addLong(reader.readSigned());
      case DECIMAL -> row.addDouble(Double.longBitsToDouble(reader.readFixed()));
      case BOOLEAN -> row.addBoolean(reader.readByte() != 0);
    }
    row.endField(name, place);
  }
}
