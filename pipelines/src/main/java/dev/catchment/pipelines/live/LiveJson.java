package dev.catchment.pipelines.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchment.aggregate.AudienceChange;
import dev.catchment.aggregate.AudienceRule;
import dev.catchment.aggregate.ProfileState;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** What a live job tells, as lines of JSON; see {@code docs/formats/audience-changes.md}. */
final class LiveJson {
  private LiveJson() {}

  /** A change, with the features that the rule of its audience looks at. */
  static String write(AudienceChange change, Schema reason) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("profileId", change.profileId());
    json.put("audience", change.audience());
    json.put("change", change.entered() ? "entered" : "left");
    json.put("at", Instant.ofEpochMilli(change.at()).toString());
    json.put("because", change.byTime() ? "time" : change.late() ? "late event" : "event");
    json.put("asOf", Instant.ofEpochMilli(change.asOf()).toString());
    json.put("sequence", change.sequence());
    json.set("features", features(change.reason(), reason));
    return json.toString();
  }

  /** What is known of a person. */
  static String write(ProfileState state, Schema features) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("profileId", state.profile().profileId());
    json.put("asOf", Instant.ofEpochMilli(state.asOf()).toString());
    json.put("version", state.version());
    state.audiences().forEach(json.putArray("audiences")::add);
    json.set("features", features(state.profile().features(), features));
    return json.toString();
  }

  private static ObjectNode features(Values values, Schema schema) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (int slot = 0; slot < schema.size(); slot++) {
      Field field = schema.fields().get(slot);
      Object value = values.get(slot);
      if (value == null) {
        json.putNull(field.name());
      } else if (field.type() == FieldType.TIMESTAMP) {
        json.put(field.name(), Instant.ofEpochMilli((Long) value).toString());
      } else if (value instanceof Double number && !Double.isFinite(number)) {
        json.put(field.name(), number.toString());
      } else {
        json.putPOJO(field.name(), value);
      }
    }
    return json;
  }

  /** The schemas of the reasons by audience. */
  static Map<String, Schema> reasons(LivePlan plan) {
    return plan.audiences().stream()
        .collect(Collectors.toMap(AudienceRule::name, AudienceRule::reason));
  }
}
