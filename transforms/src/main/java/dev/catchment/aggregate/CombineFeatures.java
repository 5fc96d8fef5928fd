package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Event;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.model.ValuesCoder;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Makes all features of one person of the person's events; the accumulator holds one of each
 * feature in their order. Features with the same condition have it evaluated once per event.
 */
final class CombineFeatures extends CombineFn<Event, Object[], Values> {
  private static final long serialVersionUID = 1;

  private final EventFields fields;
  private final List<FeaturePlan> plans = new ArrayList<>();
  private final Conditions conditions;

  CombineFeatures(List<FeatureSpec> specs, EventFields fields, Instant asOf) {
    this.fields = fields;
    this.conditions = new Conditions(specs);
    for (FeatureSpec spec : specs) {
      checkArgument(
          asOf != null || !spec.isTimed(),
          "feature %s needs the date that recency and look-back are counted at",
          spec.name());
      plans.add(FeaturePlan.of(spec, fields, asOf));
    }
  }

  Schema schema() {
    return Schema.of(plans.stream().map(FeaturePlan::result).toList());
  }

  @Override
  public Object[] createAccumulator() {
    Object[] accumulators = new Object[plans.size()];
    for (int index = 0; index < accumulators.length; index++) {
      accumulators[index] = plans.get(index).aggregation().createAccumulator();
    }
    return accumulators;
  }

  @Override
  public Object[] addInput(Object[] accumulators, Event event) {
    IntPredicate counts = conditions.of(fields.variables(event), Rule::test);
    for (int index = 0; index < accumulators.length; index++) {
      FeaturePlan plan = plans.get(index);
      if (plan.covers(event.timestamp()) && counts.test(index)) {
        accumulators[index] = plan.aggregation().addInput(accumulators[index], plan.observe(event));
      }
    }
    return accumulators;
  }

  @Override
  public Object[] mergeAccumulators(Iterable<Object[]> accumulators) {
    Iterator<Object[]> rest = accumulators.iterator();
    Object[] merged = rest.hasNext() ? rest.next() : createAccumulator();
    while (rest.hasNext()) {
      Object[] other = rest.next();
      for (int index = 0; index < merged.length; index++) {
        merged[index] =
            plans
                .get(index)
                .aggregation()
                .mergeAccumulators(Arrays.asList(merged[index], other[index]));
      }
    }
    return merged;
  }

  @Override
  public Object[] compact(Object[] accumulators) {
    Object[] compacted = new Object[accumulators.length];
    for (int index = 0; index < compacted.length; index++) {
      compacted[index] = plans.get(index).aggregation().compact(accumulators[index]);
    }
    return compacted;
  }

  @Override
  public Values extractOutput(Object[] accumulators) {
    Object[] cells = new Object[accumulators.length];
    for (int index = 0; index < cells.length; index++) {
      cells[index] = plans.get(index).extract(accumulators[index]);
    }
    return Values.of(cells);
  }

  @Override
  public Coder<Object[]> getAccumulatorCoder(CoderRegistry registry, Coder<Event> inputCoder) {
    return new AccumulatorsCoder(plans.stream().map(plan -> plan.aggregation().coder()).toList());
  }

  @Override
  public Coder<Values> getDefaultOutputCoder(CoderRegistry registry, Coder<Event> inputCoder) {
    return ValuesCoder.of(schema());
  }

  /** The coder of the accumulators of all features, one after the other. */
  private static final class AccumulatorsCoder extends CustomCoder<Object[]> {
    private static final long serialVersionUID = 1;

    private final List<Coder<Object>> coders;

    AccumulatorsCoder(List<Coder<Object>> coders) {
      this.coders = List.copyOf(coders);
    }

    @Override
    public void encode(Object[] accumulators, OutputStream out) throws IOException {
      for (int index = 0; index < accumulators.length; index++) {
        coders.get(index).encode(accumulators[index], out);
      }
    }

    @Override
    public Object[] decode(InputStream in) throws IOException {
      Object[] accumulators = new Object[coders.size()];
      for (int index = 0; index < accumulators.length; index++) {
        accumulators[index] = coders.get(index).decode(in);
      }
      return accumulators;
    }
  }
}
