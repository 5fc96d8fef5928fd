package dev.catchment.measure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * The metrics of one monitor made ready for events: what they hold of a window is one array of
 * accumulators, in the order of the metrics that are not derived. Metrics with the same condition
 * have it evaluated once per event.
 */
final class MetricSet implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int ALWAYS = -1;
  private static final double MILLIS_PER_SECOND = 1000;

  private final List<String> names;
  private final List<Read> reads = new ArrayList<>();
  private final List<Rule> conditions = new ArrayList<>();
  private final List<Rule> derived = new ArrayList<>();
  private final EventFields fields;
  private final String description;

  /** One metric that is read from events, and where its value goes. */
  private record Read(
      int slot,
      Measure<Object> measure,
      Coder<Object> coder,
      SerializableFunction<Event, Object> value,
      SerializableFunction<Event, Object> weight,
      int condition,
      boolean perSecond)
      implements Serializable {}

  /**
   * Makes metrics ready.
   *
   * @throws IllegalArgumentException naming the metric that does not fit its field or stands twice
   * @throws dev.catchment.rules.RuleException naming the derived metric whose expression is wrong
   */
  MetricSet(List<MetricSpec> specs, EventFields fields) {
    this.fields = fields;
    this.names = specs.stream().map(MetricSpec::name).toList();
    this.description = specs.toString();
    checkArgument(names.stream().distinct().count() == names.size(), "a metric stands twice");
    List<Field> known = new ArrayList<>();
    List<String> expressions = new ArrayList<>();
    for (MetricSpec spec : specs) {
      if (spec.expression() != null) {
        derived.add(
            Rule.compile(spec.name(), spec.expression(), Schema.of(known), FieldType.DECIMAL));
      } else {
        derived.add(null);
        spec.check(fields);
        reads.add(read(known.size(), spec, condition(spec.where(), expressions)));
      }
      known.add(new Field(spec.name(), FieldType.DECIMAL));
    }
  }

  private int condition(Rule where, List<String> expressions) {
    if (where == null) {
      return ALWAYS;
    }
    int known = expressions.indexOf(where.expression());
    if (known >= 0) {
      return known;
    }
    expressions.add(where.expression());
    conditions.add(where);
    return conditions.size() - 1;
  }

  @SuppressWarnings("unchecked") // The accumulators of a metric meet only its own measure.
  private Read read(int slot, MetricSpec spec, int condition) {
    Measure<Object> measure = (Measure<Object>) spec.measure();
    return new Read(
        slot,
        measure,
        measure.coder(),
        spec.field() == null ? event -> null : fields.reader(spec.field()),
        spec.weight() == null ? null : fields.reader(spec.weight()),
        condition,
        spec.perSecond());
  }

  /** The names of the metrics, derived ones too. */
  List<String> names() {
    return names;
  }

  Object[] create() {
    Object[] accumulators = new Object[reads.size()];
    for (int index = 0; index < accumulators.length; index++) {
      accumulators[index] = reads.get(index).measure().createAccumulator();
    }
    return accumulators;
  }

  /** Adds an event. */
  void add(Object[] accumulators, Event event) {
    Boolean[] decided = new Boolean[conditions.size()];
    Function<String, Object> variables = conditions.isEmpty() ? null : fields.variables(event);
    for (int index = 0; index < accumulators.length; index++) {
      Read read = reads.get(index);
      if (holds(read.condition(), decided, variables)) {
        accumulators[index] =
            read.measure()
                .addInput(
                    accumulators[index],
                    new Reading(read.value().apply(event), weight(read, event), event.timestamp()));
      }
    }
  }

  private static double weight(Read read, Event event) {
    return read.weight() != null && read.weight().apply(event) instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  private boolean holds(int condition, Boolean[] decided, Function<String, Object> variables) {
    if (condition == ALWAYS) {
      return true;
    }
    if (decided[condition] == null) {
      decided[condition] = Where.holds(conditions.get(condition), variables);
    }
    return decided[condition];
  }

  /** Adds what others hold, which stay as they are. */
  void merge(Object[] accumulators, Object[] others) {
    for (int index = 0; index < accumulators.length; index++) {
      accumulators[index] = reads.get(index).measure().merge(accumulators[index], others[index]);
    }
  }

  /**
   * The values of all metrics, NaN for those that have none.
   *
   * @param millis the length of the window
   */
  double[] values(Object[] accumulators, long millis) {
    double[] values = new double[names.size()];
    for (int index = 0; index < accumulators.length; index++) {
      Read read = reads.get(index);
      double value = read.measure().extractOutput(accumulators[index]);
      values[read.slot()] = finite(read.perSecond() ? value / (millis / MILLIS_PER_SECOND) : value);
    }
    for (int slot = 0; slot < values.length; slot++) {
      Rule rule = derived.get(slot);
      if (rule != null) {
        Object value = rule.evaluate(name -> known(values, name));
        values[slot] = value == null ? Double.NaN : finite((Double) value);
      }
    }
    return values;
  }

  private Object known(double[] values, String name) {
    double value = values[names.indexOf(name)];
    return Double.isNaN(value) ? null : value;
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  void encode(Object[] accumulators, OutputStream out) throws IOException {
    for (int index = 0; index < accumulators.length; index++) {
      reads.get(index).coder().encode(accumulators[index], out);
    }
  }

  Object[] decode(InputStream in) throws IOException {
    Object[] accumulators = new Object[reads.size()];
    for (int index = 0; index < accumulators.length; index++) {
      accumulators[index] = reads.get(index).coder().decode(in);
    }
    return accumulators;
  }

  /** All that decides the values, as a text that is the same for the same metrics. */
  @Override
  public String toString() {
    return description;
  }
}
