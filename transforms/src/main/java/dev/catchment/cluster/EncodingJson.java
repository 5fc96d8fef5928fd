package dev.catchment.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a {@link FeatureEncoding} the field {@code encoding} of a model and reads it back; the
 * format is in {@code docs/formats/model.md}. Numbers survive exactly; the same encoding has the
 * same bytes.
 */
final class EncodingJson {
  /** The name of the field in a model. */
  static final String FIELD = "encoding";

  private EncodingJson() {}

  /** A list of one object per column. */
  static ArrayNode write(FeatureEncoding encoding) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    encoding.encodings().forEach(column -> write(column, list.addObject()));
    return list;
  }

  private static void write(ColumnEncoding column, ObjectNode json) {
    json.put("column", column.column());
    json.put("kind", column.encoder().kind().text());
    json.put("weight", column.weight());
    json.put("missing", column.missing().text());
    if (!Double.isNaN(column.median())) {
      json.put("median", column.median());
    }
    if (column.encoder() instanceof QuantileEncoder ranks) {
      ArrayNode quantiles = json.putArray("quantiles");
      Arrays.stream(ranks.quantiles()).forEach(quantiles::add);
    } else if (column.encoder() instanceof OneHotEncoder oneHot) {
      oneHot.categories().forEach(json.putArray("categories")::add);
      json.put(OneHotEncoder.OTHER, oneHot.other());
    } else if (column.encoder() instanceof FrequencyEncoder frequency) {
      frequency.shares().forEach(json.putObject("shares")::put);
    }
  }

  /**
   * The encoding of such a list.
   *
   * @param where the file, for messages
   * @throws InvalidModelException if a field is wrong or missing
   */
  static FeatureEncoding read(JsonNode json, String where) {
    if (!json.isArray()) {
      throw JsonFields.invalid(where, FIELD, "is not a list");
    }
    List<ColumnEncoding> columns = new ArrayList<>();
    for (int index = 0; index < json.size(); index++) {
      columns.add(read(new JsonFields(json.get(index), where, FIELD + "[" + index + "].")));
    }
    Set<String> names = new HashSet<>();
    for (ColumnEncoding column : columns) {
      if (!names.add(column.column())) {
        throw JsonFields.invalid(where, FIELD, "holds a column twice");
      }
    }
    List<String> features = FeatureEncoding.features(columns);
    if (features.isEmpty() || new HashSet<>(features).size() < features.size()) {
      throw JsonFields.invalid(
          where, FIELD, features.isEmpty() ? "makes no feature" : "makes a feature twice");
    }
    return FeatureEncoding.of(columns);
  }

  private static ColumnEncoding read(JsonFields fields) {
    String column = fields.text("column");
    Encoder encoder = encoder(fields);
    double weight = fields.number("weight");
    if (!ColumnEncoding.isValidWeight(weight)) {
      throw fields.invalid("weight", "is not positive");
    }
    Missing missing = fields.constant("missing", Missing.values(), Missing::text);
    boolean hasMedian = missing == Missing.MEDIAN && fields.has("median");
    return new ColumnEncoding(
        column, weight, missing, hasMedian ? fields.number("median") : Double.NaN, encoder);
  }

  private static Encoder encoder(JsonFields fields) {
    return switch (fields.constant("kind", EncodingKind.values(), EncodingKind::text)) {
      case NUMBER -> new NumberEncoder.Linear();
      case LOG -> new NumberEncoder.Logarithm();
      case QUANTILE -> {
        double[] quantiles = fields.numbers("quantiles");
        if (!QuantileEncoder.isValid(quantiles)) {
          throw fields.invalid("quantiles", "is not an ascending list of none or 2 to 100");
        }
        yield QuantileEncoder.ofQuantiles(quantiles);
      }
      case ONE_HOT -> {
        List<String> categories = fields.texts("categories");
        if (!OneHotEncoder.isValid(categories)) {
          throw fields.invalid("categories", "holds a category twice, or 'other'");
        }
        yield OneHotEncoder.of(categories, fields.flag(OneHotEncoder.OTHER));
      }
      case FREQUENCY -> FrequencyEncoder.of(shares(fields));
    };
  }

  private static ImmutableMap<String, Double> shares(JsonFields fields) {
    ImmutableMap.Builder<String, Double> shares = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> entry : fields.object("shares").properties()) {
      double share = fields.number(entry.getValue(), "shares");
      if (share < 0 || share > 1) {
        throw fields.invalid("shares", "holds a number that is not from 0 to 1");
      }
      shares.put(entry.getKey(), share);
    }
    return shares.buildOrThrow();
  }
}
