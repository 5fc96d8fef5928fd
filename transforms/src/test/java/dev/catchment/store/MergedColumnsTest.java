package dev.catchment.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.Test;

public class MergedColumnsTest {
  private static final EventLayout PRICES =
      layout(new Field("properties.price", FieldType.DECIMAL));
  private static final EventLayout NOTES =
      layout(
          new Field("properties.sku", FieldType.STRING),
          new Field("traits.note", FieldType.STRING));

  private static EventLayout layout(Field... fields) {
    return EventLayout.of(Schema.of(List.of(fields)));
  }

  private static org.apache.avro.Schema merged(EventLayout left, EventLayout right) {
    return MergedColumns.of(left.avro(), right.avro()).orElseThrow();
  }

  @Test
  public void theSameColumnsStayTheSame() {
    assertEquals(
        PRICES.avro(), merged(PRICES, layout(new Field("properties.price", FieldType.DECIMAL))));
  }

  @Test
  public void aRowOfEitherReadsBackAsItWas() {
    EventLayout both =
        layout(
            new Field("properties.price", FieldType.DECIMAL),
            new Field("properties.sku", FieldType.STRING),
            new Field("traits.note", FieldType.STRING));
    org.apache.avro.Schema merged = merged(PRICES, NOTES);
    Event priced = event(4.5);
    Event noted = event("s", "n");
    GenericRecord left = MergedColumns.row(PRICES.toRecord(priced), merged);
    GenericRecord right = MergedColumns.row(NOTES.toRecord(noted), merged);
    assertTrue(GenericData.get().validate(merged, left));
    assertTrue(GenericData.get().validate(merged, right));
    assertEquals(event(4.5, null, null), both.toEvent(left));
    assertEquals(event(null, "s", "n"), both.toEvent(right));
    assertEquals(priced, PRICES.toEvent(left));
    assertEquals(noted, NOTES.toEvent(right));
  }

  @Test
  public void columnsOfTwoTypesDoNotGoTogether() {
    assertEquals(
        Optional.empty(),
        MergedColumns.of(
            PRICES.avro(), layout(new Field("properties.price", FieldType.STRING)).avro()));
  }

  private static Event event(Object... values) {
    return new Event(
        "m",
        Event.Type.TRACK,
        null,
        1,
        "web",
        "source",
        Consent.GRANTED,
        List.of(new Identifier("customer", "c")),
        Values.of(values));
  }
}
