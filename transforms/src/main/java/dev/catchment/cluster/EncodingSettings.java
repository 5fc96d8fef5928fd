package dev.catchment.cluster;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.catchment.model.Nearest;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the columns of a table are to become as features, as the options of a job say it. Immutable.
 *
 * <p>A column that an option names is clustered by whether it is among the features or not, after
 * those. Each method throws {@link ClusteringException} with the option, the value and what to
 * change.
 */
public final class EncodingSettings implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double LEAST_WEIGHT = 1e-6;
  private static final double GREATEST_WEIGHT = 1e6;
  private static final int MOST_CATEGORIES = 1000;

  private final ImmutableList<String> table;
  private final ImmutableMap<String, EncodingKind> kinds;
  private final ImmutableMap<String, Double> weights;
  private final Missing missing;
  private final int categories;

  private EncodingSettings(
      ImmutableList<String> table,
      Map<String, EncodingKind> kinds,
      Map<String, Double> weights,
      Missing missing,
      int categories) {
    this.table = table;
    this.kinds = ImmutableMap.copyOf(kinds);
    this.weights = ImmutableMap.copyOf(weights);
    this.missing = missing;
    this.categories = categories;
  }

  /**
   * Numbers as they are, the mean for missing ones; 20 categories where one-hot is asked for.
   *
   * @param table the names of all columns of the table
   * @param features the columns of numbers to cluster by, each named once
   */
  public static EncodingSettings of(List<String> table, List<String> features) {
    EncodingSettings none =
        new EncodingSettings(ImmutableList.copyOf(table), Map.of(), Map.of(), Missing.MEAN, 20);
    return none.with("features", EncodingKind.NUMBER, features);
  }

  /** Takes logarithms of columns. */
  public EncodingSettings withLog(List<String> columns) {
    return with(EncodingKind.LOG, columns);
  }

  /** Takes ranks of columns of numbers. */
  public EncodingSettings withQuantile(List<String> columns) {
    return with(EncodingKind.QUANTILE, columns);
  }

  /** Makes a feature of each frequent value of columns. */
  public EncodingSettings withOneHot(List<String> columns) {
    return with(EncodingKind.ONE_HOT, columns);
  }

  /** Takes the shares of the values of columns. */
  public EncodingSettings withFrequency(List<String> columns) {
    return with(EncodingKind.FREQUENCY, columns);
  }

  /** The most values of a column that get a feature of their own, 1 to 1000. */
  public EncodingSettings withCategories(int most) {
    ClusteringException.check(
        most >= 1 && most <= MOST_CATEGORIES,
        "--categories=%s must be from 1 to %s",
        most,
        MOST_CATEGORIES);
    return new EncodingSettings(table, kinds, weights, missing, most);
  }

  /** What an empty cell stands for: {@code mean}, {@code median} or {@code drop}. */
  public EncodingSettings withMissing(String text) {
    List<String> words = Arrays.stream(Missing.values()).map(Missing::text).toList();
    ClusteringException.check(
        words.contains(text), "--missing=%s must be one of %s", text, String.join(", ", words));
    return new EncodingSettings(
        table, kinds, weights, Missing.valueOf(text.toUpperCase(Locale.ROOT)), categories);
  }

  /**
   * Makes columns count more or less; to be called after the methods that name them.
   *
   * @param texts a column and a number each, such as {@code orders=2}
   */
  public EncodingSettings withWeights(List<String> texts) {
    Map<String, Double> all = new LinkedHashMap<>(weights);
    for (String text : texts) {
      int end = text.lastIndexOf('=');
      ClusteringException.check(
          end > 0, "--weight=%s must be a column and a number, such as orders=2", text);
      String column = text.substring(0, end);
      checkColumn("weight", column);
      ClusteringException.check(
          kinds.containsKey(column),
          "--weight=%s: rows are not clustered by %s; name it with --features too, or leave out its"
              + " weight",
          text,
          column);
      double weight = NumberEncoder.parse(text.substring(end + 1));
      ClusteringException.check(
          weight >= LEAST_WEIGHT && weight <= GREATEST_WEIGHT,
          "--weight=%s: the weight must be a number from 0.000001 to 1000000, such as %s=2",
          text,
          column);
      ClusteringException.check(
          all.put(column, weight) == null, "--weight names %s twice; name it once", column);
    }
    return new EncodingSettings(table, kinds, all, missing, categories);
  }

  private EncodingSettings with(EncodingKind kind, List<String> columns) {
    return with(kind.text(), kind, columns);
  }

  private EncodingSettings with(String option, EncodingKind kind, List<String> columns) {
    Map<String, EncodingKind> all = new LinkedHashMap<>(kinds);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      checkColumn(option, column);
      ClusteringException.check(
          seen.add(column), "--%s names %s twice; name it once", option, column);
      EncodingKind before = all.put(column, kind);
      ClusteringException.check(
          before == null || before == EncodingKind.NUMBER,
          "--%s names %s, which --%s names too; name it in one of them",
          option,
          column,
          before == null ? "" : before.text());
    }
    return new EncodingSettings(table, all, weights, missing, categories);
  }

  private void checkColumn(String option, String column) {
    ClusteringException.check(
        table.contains(column),
        "--%s: there is no column %s%s The columns are %s",
        option,
        column,
        Nearest.hintOrStop(column, table),
        String.join(", ", table));
  }

  /** The names of the columns to cluster by, in their order. */
  public List<String> columns() {
    return kinds.keySet().asList();
  }

  /** The columns that must hold numbers. */
  public Set<String> numbers() {
    return kinds.entrySet().stream()
        .filter(entry -> entry.getValue().isNumeric())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  EncodingKind kind(String column) {
    return kinds.get(column);
  }

  double weight(String column) {
    return weights.getOrDefault(column, 1.0);
  }

  Missing missing() {
    return missing;
  }

  int categories() {
    return categories;
  }
}
