package dev.catchment.aggregate;

import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.model.ValuesCoder;
import java.util.Comparator;
import org.apache.beam.sdk.coders.Coder;

/**
 * The smallest or largest value, or the value at the earliest or latest event time; null without
 * any. Missing values are left out. The memory is that of one value.
 *
 * <p>Of several values at the earliest time the smallest is taken, of several at the latest the
 * largest.
 */
final class FindExtreme extends Aggregation<Values> {
  private static final long serialVersionUID = 1;
  private static final int VALUE = 0;
  private static final int RANK = 1;

  private final FieldType type;
  private final boolean byTime;
  private final boolean largest;

  private FindExtreme(FieldType type, boolean byTime, boolean largest) {
    this.type = type;
    this.byTime = byTime;
    this.largest = largest;
  }

  static FindExtreme min(FieldType type) {
    return new FindExtreme(type, false, false);
  }

  static FindExtreme max(FieldType type) {
    return new FindExtreme(type, false, true);
  }

  static FindExtreme first(FieldType type) {
    return new FindExtreme(type, true, false);
  }

  static FindExtreme last(FieldType type) {
    return new FindExtreme(type, true, true);
  }

  @Override
  public Values createAccumulator() {
    return Values.of(new Object[2]);
  }

  @Override
  public Values addInput(Values best, Observation observation) {
    return observation.value() == null
        ? best
        : merge(best, Values.of(observation.value(), byTime ? observation.timestamp() : (Long) 0L));
  }

  @Override
  Values merge(Values best, Values other) {
    if (best.get(VALUE) == null || other.get(VALUE) == null) {
      return best.get(VALUE) == null ? other : best;
    }
    int byRank = compare(other.get(RANK), best.get(RANK));
    int order = byRank != 0 ? byRank : compare(other.get(VALUE), best.get(VALUE));
    return (largest ? order > 0 : order < 0) ? other : best;
  }

  @SuppressWarnings("unchecked") // Both are of the field's type.
  private static int compare(Object one, Object other) {
    return ((Comparator<Object>) (Comparator<?>) Comparator.<Comparable<Object>>naturalOrder())
        .compare(one, other);
  }

  @Override
  public Object extractOutput(Values best) {
    return best.get(VALUE);
  }

  @Override
  long mostBytes() {
    return 1L + (type == FieldType.STRING ? 2 + Memory.TEXT : 10) + 10;
  }

  @Override
  Coder<Values> coder() {
    return ValuesCoder.of(
        Schema.of(new Field("value", type), new Field("rank", FieldType.TIMESTAMP)));
  }
}
