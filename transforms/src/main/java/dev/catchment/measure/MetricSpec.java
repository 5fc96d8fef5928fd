package dev.catchment.measure;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.FieldType;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import java.io.Serializable;

/**
 * What one metric of a monitor is made of: a kind, the field of the event it looks at, and which of
 * the events count. Immutable.
 *
 * <p>A metric is a decimal. Where no event counts, a count, sum, rate or distinct count is 0 and
 * every other metric missing. Missing and non-finite numbers are left out.
 */
public final class MetricSpec implements Serializable {
  private static final long serialVersionUID = 1;

  private enum Kind {
    COUNT,
    RATE,
    SUM,
    MEAN,
    MIN,
    MAX,
    FIRST,
    LAST,
    DISTINCT,
    QUANTILE,
    WEIGHTED,
    DERIVED
  }

  private final String name;
  private final Kind kind;
  private final String field;
  private final String weight;
  private final double share;
  private final String expression;
  private final Rule where;

  private MetricSpec(
      String name,
      Kind kind,
      String field,
      String weight,
      double share,
      String expression,
      Rule where) {
    this.name = checkNotNull(name, "name");
    this.kind = kind;
    this.field = field;
    this.weight = weight;
    this.share = share;
    this.expression = expression;
    this.where = where;
  }

  private static MetricSpec of(String name, Kind kind, String field) {
    return new MetricSpec(name, kind, checkNotNull(field, "field"), null, Double.NaN, null, null);
  }

  /** The number of events. */
  public static MetricSpec count(String name) {
    return new MetricSpec(name, Kind.COUNT, null, null, Double.NaN, null, null);
  }

  /** The number of events that have a field. */
  public static MetricSpec count(String name, String field) {
    return of(name, Kind.COUNT, field);
  }

  /** The number of events per second of the window. */
  public static MetricSpec rate(String name) {
    return new MetricSpec(name, Kind.RATE, null, null, Double.NaN, null, null);
  }

  /** The sum of a number, exact but for one rounding. */
  public static MetricSpec sum(String name, String field) {
    return of(name, Kind.SUM, field);
  }

  /** The mean of a number over the events that have it. */
  public static MetricSpec mean(String name, String field) {
    return of(name, Kind.MEAN, field);
  }

  /** The least number. */
  public static MetricSpec min(String name, String field) {
    return of(name, Kind.MIN, field);
  }

  /** The greatest number. */
  public static MetricSpec max(String name, String field) {
    return of(name, Kind.MAX, field);
  }

  /** The number at the earliest time; the least of several. */
  public static MetricSpec first(String name, String field) {
    return of(name, Kind.FIRST, field);
  }

  /** The number at the latest time; the greatest of several. */
  public static MetricSpec last(String name, String field) {
    return of(name, Kind.LAST, field);
  }

  /** The number of distinct values of a field of any type; see {@link DistinctReadings}. */
  public static MetricSpec distinct(String name, String field) {
    return of(name, Kind.DISTINCT, field);
  }

  /**
   * A quantile of a number; see {@link QuantileReadings}.
   *
   * @param share from 0 to 1, such as 0.99
   */
  public static MetricSpec quantile(String name, String field, double share) {
    checkArgument(share >= 0 && share <= 1, "the quantile of %s is %s, not 0 to 1", name, share);
    checkNotNull(field, "field");
    return new MetricSpec(name, Kind.QUANTILE, field, null, share, null, null);
  }

  /** The mean of a number, each weighted by another number, such as prices by volume. */
  public static MetricSpec weighted(String name, String field, String weight) {
    checkNotNull(field, "field");
    checkNotNull(weight, "weight");
    return new MetricSpec(name, Kind.WEIGHTED, field, weight, Double.NaN, null, null);
  }

  /**
   * A metric computed from those before it.
   *
   * @param expression CEL over their names, a number; missing where one that it needs is, and where
   *     the result is not finite
   */
  public static MetricSpec derived(String name, String expression) {
    checkNotNull(expression, "expression");
    return new MetricSpec(name, Kind.DERIVED, null, null, Double.NaN, expression, null);
  }

  /** With events only for which a rule over the events' fields is true. */
  public MetricSpec withWhere(Rule rule) {
    checkArgument(kind != Kind.DERIVED, "metric %s is derived and looks at no events", name);
    return new MetricSpec(name, kind, field, weight, share, expression, rule);
  }

  public String name() {
    return name;
  }

  String field() {
    return field;
  }

  String weight() {
    return weight;
  }

  /** The CEL source of a derived metric, otherwise null. */
  String expression() {
    return expression;
  }

  Rule where() {
    return where;
  }

  /** Whether its value is to be divided by the seconds of the window. */
  boolean perSecond() {
    return kind == Kind.RATE;
  }

  /**
   * Checks that it fits the fields that it looks at.
   *
   * @throws IllegalArgumentException naming the metric and the field
   */
  void check(EventFields fields) {
    if (kind != Kind.COUNT && kind != Kind.DISTINCT) {
      checkNumber(fields, field);
      checkNumber(fields, weight);
    }
  }

  private void checkNumber(EventFields fields, String number) {
    if (number != null) {
      FieldType type = fields.schema().field(number).type();
      checkArgument(
          type.isNumeric(),
          "metric %s looks at field %s, which is of type %s and must be a number",
          name,
          number,
          type);
    }
  }

  Measure<?> measure() {
    return switch (kind) {
      case COUNT -> field == null ? CountReadings.ofAll() : CountReadings.ofPresent();
      case RATE -> CountReadings.ofAll();
      case SUM -> SumReadings.sum();
      case MEAN -> SumReadings.mean();
      case MIN -> PickReading.min();
      case MAX -> PickReading.max();
      case FIRST -> PickReading.first();
      case LAST -> PickReading.last();
      case DISTINCT -> new DistinctReadings();
      case QUANTILE -> QuantileReadings.of(share);
      case WEIGHTED -> new WeighReadings();
      case DERIVED -> throw new IllegalStateException(name + " is derived");
    };
  }

  /** All that decides its value, as a text that is the same for the same metric. */
  @Override
  public String toString() {
    return "%s %s %s %s %s %s %s"
        .formatted(
            name, kind, field, weight, share, expression, where == null ? "" : where.expression());
  }
}
