package dev.catchment.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.Test;

public class EventLayoutTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Field("context.ip", FieldType.STRING),
          new Field("properties.price", FieldType.DECIMAL),
          new Field("properties.quantity", FieldType.INTEGER),
          new Field("properties.gift", FieldType.BOOLEAN),
          new Field("properties.due", FieldType.TIMESTAMP));

  private static final Event EVENT =
      new Event(
          "m1",
          Event.Type.TRACK,
          "Order",
          1_767_225_600_000L,
          "web",
          "shop",
          Consent.GRANTED,
          List.of(new Identifier("cookie", "c"), new Identifier("email", "e")),
          Values.of(SCHEMA, null, 1.5, 2L, true, 5L));

  /** The stored format; a change here makes existing stores unreadable to others. */
  @Test
  public void schemaIsTheDocumentedOne() {
    String expected =
        """
        {"type":"record","name":"Event","namespace":"dev.catchment.store","fields":[
        {"name":"message_id","type":"string"},
        {"name":"type","type":"string"},
        {"name":"event","type":["null","string"],"default":null},
        {"name":"timestamp","type":{"type":"long","logicalType":"timestamp-millis"}},
        {"name":"channel","type":"string"},
        {"name":"source","type":"string"},
        {"name":"consent","type":"string"},
        {"name":"identifiers","type":{"type":"array","items":{"type":"record","name":"Identifier","fields":[
        {"name":"namespace","type":"string"},
        {"name":"value","type":"string"}]}}},
        {"name":"properties","type":{"type":"record","name":"Properties","fields":[
        {"name":"price","type":["null","double"],"default":null},
        {"name":"quantity","type":["null","long"],"default":null},
        {"name":"gift","type":["null","boolean"],"default":null},
        {"name":"due","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null}]}},
        {"name":"context","type":{"type":"record","name":"Context","fields":[
        {"name":"ip","type":["null","string"],"default":null}]}}]}
        """;
    assertEquals(expected.replace("\n", ""), EventLayout.of(SCHEMA).avro().toString());
  }

  @Test
  public void recordHoldsTheEvent() {
    EventLayout layout = EventLayout.of(SCHEMA);
    assertEquals(
        """
        {"message_id": "m1", "type": "track", "event": "Order", "timestamp": 1767225600000, \
        "channel": "web", "source": "shop", "consent": "granted", "identifiers": \
        [{"namespace": "cookie", "value": "c"}, {"namespace": "email", "value": "e"}], \
        "properties": {"price": 1.5, "quantity": 2, "gift": true, "due": 5}, \
        "context": {"ip": null}}""",
        layout.toRecord(EVENT).toString());
    assertEquals(EVENT, layout.toEvent(layout.toRecord(EVENT)));
  }

  @Test
  public void missingFieldsAreNullAndOthersLeftOut() {
    Schema other =
        Schema.of(
            new Field("traits.plan", FieldType.STRING),
            new Field("properties.colour", FieldType.STRING),
            new Field("properties.quantity", FieldType.DECIMAL));
    GenericRecord stored = EventLayout.of(SCHEMA).toRecord(EVENT);
    assertEquals(Values.of(other, null, null, 2.0), EventLayout.of(other).toEvent(stored).values());
  }

  @Test
  public void columnOfAnotherTypeIsRefused() {
    EventLayout text = EventLayout.of(Schema.of(new Field("properties.price", FieldType.STRING)));
    GenericRecord stored = EventLayout.of(SCHEMA).toRecord(EVENT);
    assertTrue(
        assertThrows(IllegalStateException.class, () -> text.toEvent(stored))
            .getMessage()
            .contains("column price"));
  }

  @Test
  public void namesThatCannotBeStoredAreRefused() {
    for (String name :
        List.of(
            "price",
            "basket.price",
            "properties.",
            "properties.a b",
            "properties.1a",
            "properties.a.b",
            "properties.é")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> EventLayout.checkName(name))
              .getMessage();
      assertTrue(message, message.startsWith("field " + name + ":"));
    }
    EventLayout.checkName("properties.unit_price2");
    EventLayout.checkName("context._x");
  }

  @Test
  public void profileSchemaSurvivesTheStore() {
    Schema features =
        Schema.of(
            new Field("orders", FieldType.INTEGER),
            new Field("money", FieldType.DECIMAL),
            new Field("favourite", FieldType.STRING),
            new Field("first", FieldType.TIMESTAMP),
            new Field("loyal", FieldType.BOOLEAN));
    ProfileLayout layout = ProfileLayout.of(features);
    assertEquals(features, ProfileLayout.schema(layout.avro()));
    assertEquals(
        """
        {"type":"record","name":"Profile","namespace":"dev.catchment.store","fields":[\
        {"name":"profile_id","type":"string"},\
        {"name":"orders","type":["null","long"],"default":null},\
        {"name":"money","type":["null","double"],"default":null},\
        {"name":"favourite","type":["null","string"],"default":null},\
        {"name":"first","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null},\
        {"name":"loyal","type":["null","boolean"],"default":null}]}""",
        layout.avro().toString());
    assertThrows(IllegalArgumentException.class, () -> ProfileLayout.checkName("profile_id"));
    assertThrows(IllegalArgumentException.class, () -> ProfileLayout.checkName("a.b"));
  }

  @Test
  public void sessionSchemaIsTheDocumentedOne() {
    assertEquals(
        """
        {"type":"record","name":"Session","namespace":"dev.catchment.store","fields":[\
        {"name":"profile_id","type":"string"},\
        {"name":"channel","type":"string"},\
        {"name":"session","type":"long"},\
        {"name":"started","type":{"type":"long","logicalType":"timestamp-millis"}},\
        {"name":"ended","type":{"type":"long","logicalType":"timestamp-millis"}},\
        {"name":"events","type":"long"}]}""",
        SessionLayout.avro().toString());
  }

  @Test
  public void identitySchemaIsTheDocumentedOne() {
    assertEquals(
        """
        {"type":"record","name":"Identity","namespace":"dev.catchment.store","fields":[\
        {"name":"namespace","type":"string"},\
        {"name":"value","type":"string"},\
        {"name":"profile_id","type":"string"}]}""",
        IdentityLayout.avro().toString());
  }
}
