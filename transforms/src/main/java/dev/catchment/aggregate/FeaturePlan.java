package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.rules.EventFields;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * A {@link FeatureSpec} made ready for events: its reader, aggregation, time range and type. One
 * without a date leaves out of the range what the date decides.
 */
final class FeaturePlan implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Field result;
  private final SerializableFunction<Event, Object> reader;
  private final Aggregation<Object> aggregation;
  private final long from;
  private final long until;
  private final boolean recency;
  private final long asOf;

  private FeaturePlan(
      FeatureSpec spec,
      FieldType resultType,
      SerializableFunction<Event, Object> reader,
      Aggregation<?> aggregation,
      Instant asOf) {
    this.result = new Field(spec.name(), resultType);
    this.reader = reader;
    this.aggregation = erased(aggregation);
    this.from = first(spec, asOf);
    long end = spec.until() == null ? Long.MAX_VALUE : spec.until().toEpochMilli();
    this.recency = spec.kind() == FeatureSpec.Kind.RECENCY;
    this.asOf = asOf == null ? Long.MIN_VALUE : asOf.toEpochMilli();
    this.until = recency && asOf != null ? Math.min(end, this.asOf + 1) : end;
  }

  private static long first(FeatureSpec spec, Instant asOf) {
    if (spec.lookBack() != null && asOf != null) {
      return asOf.minus(spec.lookBack()).toEpochMilli();
    }
    return spec.from() == null ? Long.MIN_VALUE : spec.from().toEpochMilli();
  }

  /**
   * Plans a feature.
   *
   * @param asOf the date that recency and look-back are counted at, or null
   */
  static FeaturePlan of(FeatureSpec spec, EventFields fields, Instant asOf) {
    FieldType type = spec.field() == null ? null : fields.schema().field(spec.field()).type();
    SerializableFunction<Event, Object> reader =
        spec.field() == null ? event -> null : fields.reader(spec.field());
    return switch (spec.kind()) {
      case COUNT -> new FeaturePlan(spec, FieldType.INTEGER, reader, CountMatching.count(), asOf);
      case SUM -> {
        check(type.isNumeric(), spec, type, "a number");
        yield new FeaturePlan(spec, FieldType.DECIMAL, reader, SumNumbers.sum(), asOf);
      }
      case MEAN -> {
        check(type.isNumeric(), spec, type, "a number");
        yield new FeaturePlan(spec, FieldType.DECIMAL, reader, SumNumbers.mean(), asOf);
      }
      case MIN -> {
        checkOrdered(spec, type);
        yield new FeaturePlan(spec, type, reader, FindExtreme.min(type), asOf);
      }
      case MAX -> {
        checkOrdered(spec, type);
        yield new FeaturePlan(spec, type, reader, FindExtreme.max(type), asOf);
      }
      case DISTINCT -> new FeaturePlan(spec, FieldType.INTEGER, reader, new CountDistinct(), asOf);
      case FIRST -> new FeaturePlan(spec, type, reader, FindExtreme.first(type), asOf);
      case LAST -> new FeaturePlan(spec, type, reader, FindExtreme.last(type), asOf);
      case RECENCY -> new FeaturePlan(spec, FieldType.INTEGER, reader, FindExtreme.max(type), asOf);
      case SHARE -> {
        check(type.javaClass().isInstance(spec.argument()), spec, type, "of the value's type");
        yield new FeaturePlan(
            spec, FieldType.DECIMAL, reader, CountMatching.share(spec.argument()), asOf);
      }
      case SESSIONS ->
          new FeaturePlan(
              spec,
              FieldType.INTEGER,
              reader,
              new CountSessions(((Duration) spec.argument()).toMillis()),
              asOf);
    };
  }

  private static void checkOrdered(FeatureSpec spec, FieldType type) {
    check(type.isNumeric() || type == FieldType.TIMESTAMP, spec, type, "a number or a timestamp");
  }

  private static void check(boolean fits, FeatureSpec spec, FieldType type, String wanted) {
    checkArgument(
        fits,
        "feature %s looks at field %s, which is of type %s and must be %s",
        spec.name(),
        spec.field(),
        type,
        wanted);
  }

  @SuppressWarnings("unchecked") // Accumulators of a plan meet only this plan's aggregation.
  private static Aggregation<Object> erased(Aggregation<?> aggregation) {
    return (Aggregation<Object>) aggregation;
  }

  /** The name and type of the feature. */
  Field result() {
    return result;
  }

  Aggregation<Object> aggregation() {
    return aggregation;
  }

  /** Whether its value is a number of days up to a date. */
  boolean isRecency() {
    return recency;
  }

  boolean covers(long timestamp) {
    return from <= timestamp && timestamp < until;
  }

  Observation observe(Event event) {
    return new Observation(reader.apply(event), event.timestamp());
  }

  Object extract(Object accumulator) {
    Object value = aggregation.extractOutput(accumulator);
    return !recency || value == null ? value : (Object) days((Long) value, asOf);
  }

  /** The whole days of 24 hours from one time to another, in milliseconds, rounded down. */
  static long days(long from, long until) {
    return Math.floorDiv(until - from, DAY);
  }
}
