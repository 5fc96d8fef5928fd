package dev.catchment.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;

/** Reads and checks the fields of a stored model. */
final class ModelReader {
  private final JsonNode json;
  private final String where;
  private final JsonFields fields;

  ModelReader(JsonNode json, String where) {
    this.json = json;
    this.where = where;
    this.fields = new JsonFields(json, where, "");
  }

  ClusterModel read() {
    long version = fields.integer("version");
    if (version < 1 || version > ModelJson.VERSION) {
      throw fields.invalid(
          "version", "is " + version + ", this program reads 1 to " + ModelJson.VERSION);
    }
    boolean first = version == 1;
    Training training = training(first);
    int width = training.table().size();
    int k = fields.positive("k");
    Measures measures =
        new Measures(
            fields.number("inertia"),
            fields.counts("sizes", k),
            fields.matrix("clusterMeans", k, width),
            first ? new double[0] : distances("meanDistances", k));
    ClusterModel model =
        ClusterModel.of(
            training, fields.matrix("centroids", k, training.space().dimensions()), measures);
    return first
        ? model
        : model
            .withOutlierDistances(distances("outlierDistances", k))
            .continuing(earlier(k))
            .withQuality(
                fields.has(QualityJson.FIELD)
                    ? QualityJson.read(fields.object(QualityJson.FIELD), where, k)
                    : Quality.unknown())
            .withDistribution(
                fields.has(DistributionJson.FIELD)
                    ? DistributionJson.read(fields.object(DistributionJson.FIELD), where, k, width)
                    : null);
  }

  private Training training(boolean first) {
    List<String> features = names();
    int width = features.size();
    StandardScaler scaler = StandardScaler.of(fields.numbers("means", width), scales(width));
    TableProfile table =
        new TableProfile(
            fields.integer("rows"),
            fields.counts("missing", width),
            fields.numbers("deviations", width));
    FeatureSpace space = new FeatureSpace(features, scaler, components(width));
    return new Training(
        encoding(first, features),
        space,
        fields.flag("standardize"),
        fields.integer("seed"),
        table);
  }

  private FeatureEncoding encoding(boolean first, List<String> features) {
    if (first || !fields.has(EncodingJson.FIELD)) {
      return FeatureEncoding.identity(features);
    }
    FeatureEncoding encoding = EncodingJson.read(json.get(EncodingJson.FIELD), where);
    if (!encoding.features().equals(features)) {
      throw fields.invalid(EncodingJson.FIELD, "makes others than the features of 'features'");
    }
    return encoding;
  }

  private List<String> names() {
    List<String> names = fields.texts("features");
    if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw fields.invalid("features", names.isEmpty() ? "is empty" : "holds a name twice");
    }
    return names;
  }

  private double[] scales(int width) {
    double[] scales = fields.numbers("scales", width);
    for (double scale : scales) {
      if (scale <= 0) {
        throw fields.invalid("scales", "holds a number that is not positive");
      }
    }
    return scales;
  }

  private PrincipalComponents components(int width) {
    int count = fields.list("components").size();
    if (count > width) {
      throw fields.invalid("components", "has " + count + " rows for " + width + " features");
    }
    return PrincipalComponents.of(
        fields.matrix("components", count, width),
        fields.numbers("explainedVariance", count),
        fields.numbers("explainedVarianceRatio", count));
  }

  private double[] distances(String name, int k) {
    return fields.numbers(fields.optional(name, k), name);
  }

  private List<Integer> earlier(int k) {
    if (!fields.has("earlier")) {
      return List.of();
    }
    long[] numbers = fields.integers("earlier", k);
    if (LongStream.of(numbers).anyMatch(number -> number < -1 || number > Integer.MAX_VALUE)) {
      throw fields.invalid("earlier", "holds something else than numbers of clusters and -1");
    }
    return LongStream.of(numbers).mapToObj(number -> (int) number).toList();
  }
}
