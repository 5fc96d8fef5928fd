package dev.catchment.pipelines.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.catchment.model.Nearest;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.UsageException;
import dev.catchment.query.DataType;
import dev.catchment.query.RowType;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A weighted score of rows: f(x) = intercept + Σ aᵢxᵢ, in the order of the weights.
 *
 * @param weights the weight aᵢ of each column, by its name
 * @param intercept what every row has; 0 where it is not given
 * @param missing what a missing value stands for, by column; 0 where it is not given
 * @param whenMissing {@code value}, so that a missing value is that of {@code missing}, or {@code
 *     null}, so that a row without one of the values has no score
 */
record Weights(
    @JsonProperty("weights") LinkedHashMap<String, Double> weights,
    @JsonProperty("intercept") double intercept,
    @JsonProperty("missing") LinkedHashMap<String, Double> missing,
    @JsonProperty("whenMissing") String whenMissing) {
  /** The column of the score. */
  static final String SCORE = "score";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  Weights {
    weights = weights == null ? new LinkedHashMap<>() : weights;
    missing = missing == null ? new LinkedHashMap<>() : missing;
    whenMissing = whenMissing == null ? "value" : whenMissing;
  }

  /**
   * Reads weights.
   *
   * @throws UsageException when the file is not right
   */
  static Weights read(String file) {
    try {
      Weights read = JSON.readValue(JsonFile.readText(file), Weights.class);
      read.check(file);
      return read;
    } catch (UnrecognizedPropertyException e) {
      List<String> known = List.of("weights", "intercept", "missing", "whenMissing");
      throw problem(
          file,
          "unknown key %s%s The keys are %s"
              .formatted(
                  e.getPropertyName(),
                  Nearest.hintOrStop(e.getPropertyName(), known),
                  String.join(", ", known)));
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw problem(
          file,
          "line %d: it is not JSON such as {\"weights\": {\"orders\": 0.5}, \"intercept\": 1}"
              .formatted(place == null ? 1 : place.getLineNr()));
    } catch (UncheckedIOException e) {
      throw problem(file, "it cannot be read: " + e.getCause().getMessage());
    }
  }

  private void check(String file) {
    if (weights.isEmpty()) {
      throw problem(file, "weights names no column, such as {\"weights\": {\"orders\": 0.5}}");
    }
    List<Double> numbers = new ArrayList<>(weights.values());
    numbers.addAll(missing.values());
    numbers.add(intercept);
    for (Double number : numbers) {
      if (number == null || !Double.isFinite(number)) {
        throw problem(file, "every weight must be a number");
      }
    }
    for (String column : missing.keySet()) {
      if (!weights.containsKey(column)) {
        throw problem(
            file,
            "missing names %s, which has no weight%s"
                .formatted(column, Nearest.hint(column, weights.keySet())));
      }
    }
    if (!whenMissing.equals("value") && !whenMissing.equals("null")) {
      throw problem(file, "whenMissing is %s; write value or null".formatted(whenMissing));
    }
  }

  private static UsageException problem(String file, String message) {
    return new UsageException("--score=%s: %s".formatted(file, message));
  }

  /**
   * The query that adds to the rows of the table {@value QueryPlan#RESULT} what each column adds to
   * the score, and the score.
   *
   * @throws UsageException when a column is not there, holds no numbers or would be replaced
   */
  String sql(RowType type) {
    Map<String, String> parts = new LinkedHashMap<>();
    weights.forEach(
        (column, weight) -> parts.put(SCORE + "_" + column, part(type, column, weight)));
    List<String> columns = new ArrayList<>();
    type.names().forEach(name -> columns.add(quoted(name)));
    List<String> sum = new ArrayList<>(List.of(number(intercept)));
    parts.forEach(
        (name, part) -> {
          checkFree(type, name);
          columns.add(part + " AS " + quoted(name));
          sum.add(part);
        });
    checkFree(type, SCORE);
    return "SELECT %s, %s AS %s FROM %s"
        .formatted(
            String.join(", ", columns),
            String.join(" + ", sum),
            quoted(SCORE),
            quoted(QueryPlan.RESULT));
  }

  private String part(RowType type, String column, double weight) {
    int slot = type.find(column);
    if (slot < 0) {
      throw new UsageException(
          "--score: there is no column %s%s The columns are %s"
              .formatted(
                  column,
                  Nearest.hintOrStop(column, type.names()),
                  String.join(", ", type.names())));
    }
    boolean isTruth = type.type(slot) == DataType.BOOLEAN;
    if (!isTruth && !type.type(slot).isNumber()) {
      throw new UsageException(
          "--score: the column %s is of the type %s and holds no numbers"
              .formatted(column, type.type(slot)));
    }
    String value =
        isTruth
            ? "CASE WHEN %s IS NULL THEN NULL WHEN %s THEN 1.0E0 ELSE 0.0E0 END"
                .formatted(quoted(column), quoted(column))
            : "CAST(%s AS DOUBLE)".formatted(quoted(column));
    if (whenMissing.equals("value")) {
      value = "COALESCE(%s, %s)".formatted(value, number(missing.getOrDefault(column, 0.0)));
    }
    return "%s * %s".formatted(number(weight), value);
  }

  private static void checkFree(RowType type, String name) {
    if (type.names().stream().anyMatch(name::equalsIgnoreCase)) {
      throw new UsageException(
          "--score: the rows have a column %s already; give it another name with AS"
              .formatted(name));
    }
  }

  /** A number with an exponent, which SQL takes for a double. */
  private static String number(double value) {
    String text = Double.toString(value);
    return "CAST(%s AS DOUBLE)".formatted(text.contains("E") ? text : text + "E0");
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
