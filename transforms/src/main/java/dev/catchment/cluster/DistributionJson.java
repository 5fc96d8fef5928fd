package dev.catchment.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Makes a {@link Distribution} the field {@code distribution} of a model and reads it back. */
final class DistributionJson {
  /** The name of the field in a model. */
  static final String FIELD = "distribution";

  private DistributionJson() {}

  static void write(Distribution distribution, ObjectNode json) {
    ArrayNode edges = json.putArray("edges");
    ArrayNode counts = json.putArray("counts");
    for (int feature = 0; feature < distribution.features(); feature++) {
      JsonArrays.numbers(edges.addArray(), distribution.bins(feature).edges());
    }
    for (int cluster = 0; cluster < distribution.clusters(); cluster++) {
      ArrayNode own = counts.addArray();
      for (int feature = 0; feature < distribution.features(); feature++) {
        JsonArrays.longs(own.addArray(), distribution.counts(cluster, feature));
      }
    }
  }

  /**
   * The distribution of such an object.
   *
   * @param k the number of clusters
   * @param features their number
   * @throws InvalidModelException if a field is wrong or missing
   */
  static Distribution read(JsonNode json, String where, int k, int features) {
    JsonFields fields = new JsonFields(json, where, FIELD + ".");
    List<QuantileBins> bins = new ArrayList<>();
    for (JsonNode each : fields.list("edges", features)) {
      double[] edges = fields.numbers(each, "edges");
      if (!QuantileBins.isValid(edges)) {
        throw fields.invalid("edges", "holds a list that does not ascend, or of more than 9");
      }
      bins.add(QuantileBins.between(edges));
    }
    JsonNode clusters = fields.optional("counts", k);
    long[][][] counts = new long[clusters.size()][features][];
    for (int cluster = 0; cluster < counts.length; cluster++) {
      JsonNode own = fields.sized(clusters.get(cluster), "counts", features);
      for (int feature = 0; feature < features; feature++) {
        counts[cluster][feature] =
            fields.counts(own.get(feature), "counts", bins.get(feature).size());
      }
    }
    return Distribution.of(bins, counts);
  }
}
