package dev.catchment.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Writes a {@link ClusterModel} as the text of {@code model.json} and reads it back; the format is
 * in {@code docs/formats/model.md}. Numbers survive exactly; the same model has the same bytes.
 */
public final class ModelJson {
  /** The version of the format that is written; earlier ones are read as well. */
  public static final int VERSION = 2;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private ModelJson() {}

  /** The text of a model, indented, with a line feed at the end. */
  public static String write(ClusterModel model) {
    FeatureSpace space = model.space();
    PrincipalComponents components = space.components();
    TableProfile table = model.table();
    Measures measures = model.measures();
    int features = space.features().size();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("version", VERSION);
    space.features().forEach(json.putArray("features")::add);
    json.put("rows", table.rows());
    longs(json.putArray("missing"), features, table::missing);
    numbers(json.putArray("means"), features, space.scaler()::mean);
    numbers(json.putArray("deviations"), features, table::deviation);
    json.put("standardize", model.standardize());
    numbers(json.putArray("scales"), features, space.scaler()::scale);
    matrix(json.putArray("components"), components.components());
    numbers(json.putArray("explainedVariance"), components.explainedVariance());
    numbers(json.putArray("explainedVarianceRatio"), components.explainedVarianceRatio());
    json.put("k", model.k());
    json.put("seed", model.seed());
    matrix(json.putArray("centroids"), model.centroids());
    json.put("inertia", model.inertia());
    longs(json.putArray("sizes"), model.k(), measures::size);
    ArrayNode means = json.putArray("clusterMeans");
    for (int cluster = 0; cluster < model.k(); cluster++) {
      int row = cluster;
      numbers(means.addArray(), features, feature -> measures.mean(row, feature));
    }
    numbers(
        json.putArray("meanDistances"),
        measures.knowsDistances() ? model.k() : 0,
        measures::meanDistance);
    numbers(
        json.putArray("outlierDistances"),
        model.knowsOutliers() ? model.k() : 0,
        model::outlierDistance);
    try {
      return MAPPER.writer(PRETTY).writeValueAsString(json) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void longs(ArrayNode array, int size, IntToLongFunction value) {
    for (int index = 0; index < size; index++) {
      array.add(value.applyAsLong(index));
    }
  }

  private static void numbers(ArrayNode array, int size, IntToDoubleFunction value) {
    for (int index = 0; index < size; index++) {
      array.add(value.applyAsDouble(index));
    }
  }

  private static void numbers(ArrayNode array, double[] values) {
    numbers(array, values.length, index -> values[index]);
  }

  private static void matrix(ArrayNode array, double[][] rows) {
    for (double[] row : rows) {
      numbers(array.addArray(), row);
    }
  }

  /**
   * The model of a text.
   *
   * @param where the place of the text for messages, such as the path of the file
   * @throws InvalidModelException if it is no JSON, of a later version, or not whole
   */
  public static ClusterModel read(String text, String where) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidModelException(
          where + ": not JSON, line " + e.getLocation().getLineNr() + "; train the model again", e);
    }
    return new ModelReader(json, where).read();
  }
}
