package dev.catchment.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Makes {@link Quality} the field {@code quality} of a model and reads it back. */
final class QualityJson {
  /** The name of the field in a model. */
  static final String FIELD = "quality";

  private QualityJson() {}

  static void write(Quality quality, ObjectNode json) {
    json.put("silhouette", JsonArrays.known(quality.silhouette()));
    json.put("daviesBouldin", JsonArrays.known(quality.daviesBouldin()));
    json.put("calinskiHarabasz", JsonArrays.known(quality.calinskiHarabasz()));
    ArrayNode stability = json.putArray("stability");
    quality.stability().forEach(each -> stability.add(JsonArrays.known(each)));
    ArrayNode curve = json.putArray("curve");
    for (ChooseK.Candidate candidate : quality.curve()) {
      ObjectNode point = curve.addObject();
      point.put("k", candidate.k());
      point.put("silhouette", candidate.silhouette());
      point.put("inertia", candidate.inertia());
    }
  }

  /**
   * The quality of such an object.
   *
   * @param k the number of clusters
   * @throws InvalidModelException if a field is wrong or missing
   */
  static Quality read(JsonNode json, String where, int k) {
    JsonFields fields = new JsonFields(json, where, FIELD + ".");
    List<Double> stability = new ArrayList<>();
    for (JsonNode each : fields.optional("stability", k)) {
      stability.add(fields.known(each, "stability"));
    }
    List<ChooseK.Candidate> curve = new ArrayList<>();
    for (JsonNode each : fields.list("curve")) {
      JsonFields point = new JsonFields(each, where, FIELD + ".curve[" + curve.size() + "].");
      curve.add(
          new ChooseK.Candidate(
              point.positive("k"), point.number("silhouette"), point.number("inertia")));
    }
    return new Quality(
        fields.known("silhouette"),
        fields.known("daviesBouldin"),
        fields.known("calinskiHarabasz"),
        stability,
        curve);
  }
}
