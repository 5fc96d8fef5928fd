package dev.catchment.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
    if (!model.encoding().equals(FeatureEncoding.identity(space.features()))) {
      json.set(EncodingJson.FIELD, EncodingJson.write(model.encoding()));
    }
    json.put("rows", table.rows());
    JsonArrays.longs(json.putArray("missing"), features, table::missing);
    JsonArrays.numbers(json.putArray("means"), features, space.scaler()::mean);
    JsonArrays.numbers(json.putArray("deviations"), features, table::deviation);
    json.put("standardize", model.standardize());
    JsonArrays.numbers(json.putArray("scales"), features, space.scaler()::scale);
    JsonArrays.matrix(json.putArray("components"), components.components());
    JsonArrays.numbers(json.putArray("explainedVariance"), components.explainedVariance());
    JsonArrays.numbers(
        json.putArray("explainedVarianceRatio"), components.explainedVarianceRatio());
    json.put("k", model.k());
    json.put("seed", model.seed());
    JsonArrays.matrix(json.putArray("centroids"), model.centroids());
    json.put("inertia", model.inertia());
    JsonArrays.longs(json.putArray("sizes"), model.k(), measures::size);
    ArrayNode means = json.putArray("clusterMeans");
    for (int cluster = 0; cluster < model.k(); cluster++) {
      int row = cluster;
      JsonArrays.numbers(means.addArray(), features, feature -> measures.mean(row, feature));
    }
    JsonArrays.numbers(
        json.putArray("meanDistances"),
        measures.knowsDistances() ? model.k() : 0,
        measures::meanDistance);
    JsonArrays.numbers(
        json.putArray("outlierDistances"),
        model.knowsOutliers() ? model.k() : 0,
        model::outlierDistance);
    if (!model.earlier().isEmpty()) {
      model.earlier().forEach(json.putArray("earlier")::add);
    }
    if (!model.quality().equals(Quality.unknown())) {
      QualityJson.write(model.quality(), json.putObject(QualityJson.FIELD));
    }
    model
        .distribution()
        .ifPresent(known -> DistributionJson.write(known, json.putObject(DistributionJson.FIELD)));
    try {
      return MAPPER.writer(PRETTY).writeValueAsString(json) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
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
