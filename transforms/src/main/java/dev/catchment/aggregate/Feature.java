package dev.catchment.aggregate;

import com.google.common.hash.Hashing;
import dev.catchment.model.Field;
import dev.catchment.model.Schema;
import dev.catchment.model.ValuesCoder;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * A declared feature that is kept up to date.
 *
 * @param plan what of an event counts for it
 * @param memory what is kept of the events
 * @param valueCoder the coder of its value
 * @param isTimed whether its value depends on the date
 * @param id tells it from every other feature, and from itself before it was declared otherwise
 */
record Feature(
    FeaturePlan plan, Memory<Object> memory, ValuesCoder valueCoder, boolean isTimed, int id)
    implements Serializable {

  /**
   * A feature.
   *
   * @param awaited which changes by time alone are awaited
   */
  static Feature of(FeatureSpec spec, FeaturePlan plan, Steps steps, Awaited awaited) {
    return new Feature(
        plan,
        erased(memory(spec, plan, steps, awaited)),
        ValuesCoder.of(Schema.of(new Field("value", plan.result().type()))),
        spec.isTimed(),
        id(spec, steps));
  }

  private static Memory<?> memory(
      FeatureSpec spec, FeaturePlan plan, Steps steps, Awaited awaited) {
    if (spec.kind() == FeatureSpec.Kind.RECENCY) {
      long lookBack = spec.lookBack() == null ? Steps.NEVER : spec.lookBack().toMillis();
      return new Recency(steps, lookBack, awaited);
    }
    if (spec.lookBack() != null) {
      return new LookBack<>(
          plan.aggregation(), steps, spec.lookBack().toMillis(), awaited.isAwaited());
    }
    return spec.kind() == FeatureSpec.Kind.SESSIONS
        ? new AllTime<>(new BoundedSessions(sessions(plan)))
        : new AllTime<>(plan.aggregation());
  }

  private static CountSessions sessions(FeaturePlan plan) {
    Aggregation<?> aggregation = plan.aggregation();
    return (CountSessions) aggregation;
  }

  /** Two declarations that keep other things have another id. */
  private static int id(FeatureSpec spec, Steps steps) {
    String declared =
        "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s"
            .formatted(
                spec.name(),
                spec.kind(),
                spec.field(),
                spec.argument(),
                spec.where() == null ? null : spec.where().expression(),
                spec.from(),
                spec.until(),
                spec.lookBack(),
                spec.isTimed() ? steps.length() : null);
    return Hashing.farmHashFingerprint64().hashString(declared, StandardCharsets.UTF_8).asInt();
  }

  @SuppressWarnings("unchecked") // What a feature keeps meets only its own memory.
  private static Memory<Object> erased(Memory<?> memory) {
    return (Memory<Object>) memory;
  }
}
