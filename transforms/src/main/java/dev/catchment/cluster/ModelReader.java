package dev.catchment.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads and checks the fields of a stored model. */
final class ModelReader {
  private final JsonNode json;
  private final String where;

  ModelReader(JsonNode json, String where) {
    this.json = json;
    this.where = where;
  }

  ClusterModel read() {
    long version = integer("version");
    if (version < 1 || version > ModelJson.VERSION) {
      throw invalid("version", "is " + version + ", this program reads 1 to " + ModelJson.VERSION);
    }
    List<String> features = names("features");
    int width = features.size();
    StandardScaler scaler = StandardScaler.of(numbers("means", width), positive("scales", width));
    TableProfile table =
        new TableProfile(integer("rows"), counts("missing", width), numbers("deviations", width));
    PrincipalComponents components = components(width);
    FeatureSpace space = new FeatureSpace(features, scaler, components);
    long k = integer("k");
    if (k < 1 || k > Integer.MAX_VALUE) {
      throw invalid("k", "is " + k + ", must be at least 1");
    }
    double[][] centroids = matrix("centroids", (int) k, space.dimensions());
    Measures measures =
        new Measures(
            number(field("inertia"), "inertia"),
            counts("sizes", (int) k),
            matrix("clusterMeans", (int) k, width),
            distances("meanDistances", version, (int) k));
    return new ClusterModel(
        space,
        flag("standardize"),
        integer("seed"),
        table,
        centroids,
        measures,
        distances("outlierDistances", version, (int) k));
  }

  private PrincipalComponents components(int width) {
    int count = array("components").size();
    if (count > width) {
      throw invalid("components", "has " + count + " rows for " + width + " features");
    }
    return PrincipalComponents.of(
        matrix("components", count, width),
        numbers("explainedVariance", count),
        numbers("explainedVarianceRatio", count));
  }

  /** A field that version 1 has not and that may be an empty list. */
  private double[] distances(String name, long version, int k) {
    boolean known = version > 1 && !array(name).isEmpty();
    return known ? numbers(name, k) : new double[0];
  }

  private InvalidModelException invalid(String field, String problem) {
    return new InvalidModelException(
        where + ": field '" + field + "' " + problem + "; train the model again");
  }

  private JsonNode field(String name) {
    JsonNode value = json.get(name);
    if (value == null) {
      throw invalid(name, "is missing");
    }
    return value;
  }

  private JsonNode array(String name) {
    JsonNode value = field(name);
    if (!value.isArray()) {
      throw invalid(name, "is not a list");
    }
    return value;
  }

  private long integer(String name) {
    return integer(field(name), name);
  }

  private long integer(JsonNode value, String name) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw invalid(name, "is not a whole number");
    }
    return value.longValue();
  }

  private double number(JsonNode value, String name) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw invalid(name, "holds something else than a finite number");
    }
    return value.doubleValue();
  }

  private boolean flag(String name) {
    if (!field(name).isBoolean()) {
      throw invalid(name, "is neither true nor false");
    }
    return field(name).booleanValue();
  }

  private List<String> names(String name) {
    List<String> names = new ArrayList<>();
    for (JsonNode value : array(name)) {
      if (!value.isTextual()) {
        throw invalid(name, "holds something else than a name");
      }
      names.add(value.textValue());
    }
    if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw invalid(name, names.isEmpty() ? "is empty" : "holds a name twice");
    }
    return names;
  }

  private long[] counts(String name, int size) {
    JsonNode list = sized(array(name), name, size);
    long[] counts = new long[size];
    for (int index = 0; index < size; index++) {
      counts[index] = integer(list.get(index), name);
    }
    return counts;
  }

  private double[] numbers(String name, int size) {
    return numbers(array(name), name, size);
  }

  private double[] numbers(JsonNode list, String name, int size) {
    sized(list, name, size);
    double[] numbers = new double[size];
    for (int index = 0; index < size; index++) {
      numbers[index] = number(list.get(index), name);
    }
    return numbers;
  }

  private double[] positive(String name, int size) {
    double[] numbers = numbers(name, size);
    for (double number : numbers) {
      if (number <= 0) {
        throw invalid(name, "holds a number that is not positive");
      }
    }
    return numbers;
  }

  private double[][] matrix(String name, int rows, int columns) {
    JsonNode list = sized(array(name), name, rows);
    double[][] matrix = new double[rows][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = numbers(list.get(row), name, columns);
    }
    return matrix;
  }

  private JsonNode sized(JsonNode list, String name, int size) {
    if (!list.isArray() || list.size() != size) {
      throw invalid(name, "has a list of " + list.size() + " where " + size + " are expected");
    }
    return list;
  }
}
