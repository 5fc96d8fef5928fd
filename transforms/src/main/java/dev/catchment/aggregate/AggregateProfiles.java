package dev.catchment.aggregate;

import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.Profile;
import dev.catchment.model.ProfileCoder;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import dev.catchment.shuffle.ShardedCombine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Makes one {@link Profile} per profile id of the events of that person: the declared features in
 * their order, then the derived ones. A person none of whose events counts for a feature still has
 * a profile.
 *
 * <p>Memory is that of {@link ShardedCombine} with one accumulator per person: 32 bytes a count or
 * share, 90 a minimum, maximum, first, last or recency with the text it may hold, 80 a sum or mean,
 * 16 and 16 for every session, and of a distinct count 380 bytes to 66 KB.
 *
 * <p>The features do not depend on the order or bundling of the events.
 */
public final class AggregateProfiles
    extends PTransform<PCollection<KV<String, Event>>, PCollection<Profile>> {
  private static final long serialVersionUID = 1;

  private final List<FeatureSpec> features;
  private final EventFields fields;
  private final Instant asOf;
  private final List<DerivedFeature> derived;

  private AggregateProfiles(
      List<FeatureSpec> features, EventFields fields, Instant asOf, List<DerivedFeature> derived) {
    this.features = List.copyOf(features);
    this.fields = fields;
    this.asOf = asOf;
    this.derived = List.copyOf(derived);
  }

  /** Makes the given features of events with the given fields. */
  public static AggregateProfiles of(List<FeatureSpec> features, EventFields fields) {
    return new AggregateProfiles(features, fields, null, List.of());
  }

  /** With the instant that recency is counted at; features of recency need it. */
  public AggregateProfiles withAsOf(Instant instant) {
    return new AggregateProfiles(features, fields, instant, derived);
  }

  /** With features computed from those before them. */
  public AggregateProfiles withDerived(List<DerivedFeature> list) {
    return new AggregateProfiles(features, fields, asOf, list);
  }

  /**
   * The names and types of all features.
   *
   * @throws IllegalArgumentException naming the feature that does not fit its field or stands twice
   * @throws dev.catchment.rules.RuleException naming the derived feature whose expression is wrong
   */
  public Schema schema() {
    rules();
    return names();
  }

  private List<Field> declared() {
    return features.stream()
        .map(feature -> FeaturePlan.of(feature, fields, asOf).result())
        .toList();
  }

  private Schema names() {
    List<Field> all = new ArrayList<>(declared());
    for (DerivedFeature feature : derived) {
      all.add(new Field(feature.name(), feature.type()));
    }
    return Schema.of(all);
  }

  @Override
  public PCollection<Profile> expand(PCollection<KV<String, Event>> events) {
    return events
        .apply("CombineFeatures", ShardedCombine.perKey(combineFeatures()))
        .apply("Derive", derive())
        .setCoder(ProfileCoder.of(names()));
  }

  /** The function that makes the declared features of the events of one person. */
  public CombineFn<Event, ?, Values> combineFn() {
    return combineFeatures();
  }

  /** The step that adds the derived features to the declared ones of each profile id. */
  public ParDo.SingleOutput<KV<String, Values>, Profile> derive() {
    return ParDo.of(new Derive(names(), rules()));
  }

  private CombineFeatures combineFeatures() {
    return new CombineFeatures(features, fields, asOf);
  }

  List<FeatureSpec> features() {
    return features;
  }

  EventFields fields() {
    return fields;
  }

  /** The derived features as rules over those before them. */
  List<Rule> rules() {
    List<Field> known = new ArrayList<>(declared());
    List<Rule> rules = new ArrayList<>();
    for (DerivedFeature feature : derived) {
      rules.add(
          Rule.compile(feature.name(), feature.expression(), Schema.of(known), feature.type()));
      known.add(new Field(feature.name(), feature.type()));
    }
    return rules;
  }

  private static final class Derive extends DoFn<KV<String, Values>, Profile> {
    private static final long serialVersionUID = 1;

    private final Schema schema;
    private final List<Rule> rules;

    Derive(Schema schema, List<Rule> rules) {
      this.schema = schema;
      this.rules = rules;
    }

    @ProcessElement
    public void processElement(
        @Element KV<String, Values> combined, OutputReceiver<Profile> output) {
      Values features = combined.getValue();
      for (Rule rule : rules) {
        Values known = features;
        features = features.append(rule.evaluate(name -> known.get(schema.slot(name))));
      }
      output.output(new Profile(combined.getKey(), features));
    }
  }
}
