package dev.catchment.expect;

import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.rules.EventFields;
import java.util.List;

/** Events of a small shop: what was ordered, at which price, by whom. */
final class Shop {
  static final Schema SCHEMA =
      Schema.of(
          new Field("properties.sku", FieldType.STRING),
          new Field("properties.price", FieldType.DECIMAL));
  static final EventFields FIELDS = EventFields.of(SCHEMA, List.of("customer"));

  private Shop() {}

  static Event event(
      String source, String id, long time, String customer, String sku, Double price) {
    return new Event(
        id,
        Event.Type.TRACK,
        null,
        time,
        source,
        source,
        Consent.UNKNOWN,
        customer == null ? List.of() : List.of(new Identifier("customer", customer)),
        Values.of(SCHEMA, sku, price));
  }

  static Expectation expect(String name, String field, Check check) {
    return new Expectation(name, "orders", field, check, 1, true);
  }
}
