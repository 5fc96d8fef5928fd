package dev.catchment.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link Drift} as JSON and reads it back; the format is in {@code docs/formats/model.md}.
 */
public final class DriftJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private DriftJson() {}

  /** The text of a drift, without spaces. */
  public static String write(Drift drift) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("rows", drift.rows());
    drift.sizes().forEach(json.putArray("sizes")::add);
    write(drift.clusters(), json.putObject("clusters"));
    ArrayNode features = json.putArray("features");
    for (Drift.Feature feature : drift.features()) {
      ObjectNode own = features.addObject();
      own.put("name", feature.name());
      write(feature.overall(), own);
      ArrayNode clusters = own.putArray("clusters");
      feature.clusters().forEach(shift -> write(shift, clusters.addObject()));
    }
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void write(Drift.Shift shift, ObjectNode json) {
    json.put("psi", JsonArrays.known(shift.psi()));
    json.put("verdict", shift.verdict());
  }

  /**
   * The drift of a text.
   *
   * @param where the place of the text for messages
   * @throws InvalidModelException if it is none
   */
  public static Drift read(String text, String where) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidModelException(where + ": not JSON", e);
    }
    JsonFields fields = new JsonFields(json, where, "");
    List<Long> sizes = new ArrayList<>();
    for (long size : fields.counts("sizes", fields.list("sizes").size())) {
      sizes.add(size);
    }
    List<Drift.Feature> features = new ArrayList<>();
    for (JsonNode each : fields.list("features")) {
      String path = "features[" + features.size() + "].";
      JsonFields own = new JsonFields(each, where, path);
      List<Drift.Shift> clusters = new ArrayList<>();
      for (JsonNode cluster : own.list("clusters", sizes.size())) {
        clusters.add(shift(cluster, where, path + "clusters[" + clusters.size() + "]."));
      }
      features.add(new Drift.Feature(own.text("name"), shift(each, where, path), clusters));
    }
    return new Drift(
        fields.integer("rows"),
        sizes,
        shift(fields.object("clusters"), where, "clusters."),
        features);
  }

  private static Drift.Shift shift(JsonNode json, String where, String path) {
    return new Drift.Shift(new JsonFields(json, where, path).known("psi"));
  }
}
