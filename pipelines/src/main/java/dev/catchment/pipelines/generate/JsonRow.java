package dev.catchment.pipelines.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchment.pipelines.chance.Draws;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A record of a JSON-lines source.
 *
 * @param record the whole object
 * @param amounts the object inside it that may hold {@code price} and {@code quantity}
 * @param contact the object inside it that may hold {@code email}
 * @param id the name of the field with the message id
 * @param type the name of the field with the type of the call
 * @param time the name of the field with the event time
 */
record JsonRow(
    ObjectNode record, ObjectNode amounts, ObjectNode contact, String id, String type, String time)
    implements Row {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  @Override
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  private String text() {
    try {
      return JSON.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<Defect> possibleDefects() {
    List<Defect> defects =
        new ArrayList<>(
            List.of(
                Defect.TRUNCATED,
                Defect.NOT_AN_OBJECT,
                Defect.INVALID_UTF8,
                Defect.INVALID_TIMESTAMP,
                Defect.INVALID_TYPE,
                Defect.MISSING_MESSAGE_ID,
                Defect.MISSING_TIMESTAMP));
    if (amounts.has("price")) {
      defects.add(Defect.PRICE_OUT_OF_RANGE);
    }
    if (email() != null) {
      defects.add(Defect.INVALID_EMAIL);
    }
    return defects;
  }

  @Override
  public byte[] broken(Defect defect, Draws draws) {
    switch (defect) {
      case TRUNCATED -> {
        String text = text();
        int length = (int) (text.length() * draws.uniform(0.2, 0.95));
        return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
      }
      case NOT_AN_OBJECT -> {
        return ("[" + text() + "]").getBytes(StandardCharsets.UTF_8);
      }
      case INVALID_UTF8 -> {
        return BrokenBytes.after(bytes(), text().indexOf(":\"") + 2);
      }
      case INVALID_TIMESTAMP ->
          record.put(time, draws.chance(0.5) ? "2026-02-31T25:61:00Z" : "yesterday");
      case INVALID_TYPE -> record.put(type, draws.chance(0.5) ? "hover" : "trakc");
      case MISSING_MESSAGE_ID -> record.remove(id);
      case MISSING_TIMESTAMP -> record.remove(time);
      case PRICE_OUT_OF_RANGE -> amounts.put("price", draws.chance(0.5) ? -9.99 : 99999999.0);
      case INVALID_EMAIL -> contact.put("email", Typing.brokenEmail(email(), draws));
      default -> throw new IllegalArgumentException(defect.toString());
    }
    return bytes();
  }

  @Override
  public String email() {
    return contact.has("email") ? contact.get("email").textValue() : null;
  }

  @Override
  public byte[] deliveredAgain(long time) {
    if (record.has("receivedAt")) {
      record.put("sentAt", Instant.ofEpochMilli(time - 350).toString());
      record.put("receivedAt", Instant.ofEpochMilli(time).toString());
    }
    return bytes();
  }
}
