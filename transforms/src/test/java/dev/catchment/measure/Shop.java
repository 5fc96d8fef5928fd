package dev.catchment.measure;

import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import java.util.List;

/** Events of a shop for tests. */
final class Shop {
  static final Schema SCHEMA =
      Schema.of(
          new Field("properties.shop", FieldType.STRING),
          new Field("properties.amount", FieldType.DECIMAL));
  static final EventFields FIELDS = EventFields.of(SCHEMA, List.of("cookie"));

  private Shop() {}

  static Event event(String shop, long time, Double amount) {
    return new Event(
        shop + time + amount,
        Event.Type.TRACK,
        "Order",
        time,
        "web",
        "orders",
        Consent.UNKNOWN,
        List.of(new Identifier("cookie", "c" + time % 3)),
        Values.of(SCHEMA, shop, amount));
  }

  static Rule rule(String cel) {
    return Rule.compile("test", cel, FIELDS.schema(), FieldType.BOOLEAN);
  }
}
