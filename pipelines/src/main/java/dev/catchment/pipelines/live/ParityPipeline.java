package dev.catchment.pipelines.live;

import dev.catchment.aggregate.AggregateProfiles;
import dev.catchment.aggregate.AudienceChange;
import dev.catchment.aggregate.AudienceRule;
import dev.catchment.aggregate.ProfileState;
import dev.catchment.aggregate.UpdateProfiles;
import dev.catchment.aggregate.UpdateProfiles.States;
import dev.catchment.identify.AttributeEvents;
import dev.catchment.identify.IdentityIndex;
import dev.catchment.identify.IndexIdentities;
import dev.catchment.identify.ResolveIdentities;
import dev.catchment.model.Event;
import dev.catchment.model.Identity;
import dev.catchment.model.IdentityCoder;
import dev.catchment.model.Profile;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.shuffle.ShardedCombine;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/** The steps of the parity job: the same events as a batch and as a stream, person by person. */
final class ParityPipeline {
  private ParityPipeline() {}

  /**
   * Builds the steps.
   *
   * @param stored the events as a batch
   * @param replayed the same events as a stream
   * @param update keeps the profiles up to the date
   * @param batch makes the profiles at the date
   * @return one text, the JSON of the {@link Comparison}
   */
  static PCollection<String> build(
      PCollection<Event> stored,
      PCollection<Event> replayed,
      LivePlan plan,
      UpdateProfiles update,
      AggregateProfiles batch) {
    CatchmentConfig.Identity identity = plan.identity();
    PCollectionTuple resolved =
        stored.apply(
            "Resolve identities",
            ResolveIdentities.create()
                .withNamespaces(identity.namespaces())
                .withPerson(Set.copyOf(identity.person()))
                .withMaxPeople(identity.maxPeople())
                .withMaxIdentifiers(identity.maxIdentifiers()));
    PCollection<Profile> profiles =
        stored
            .apply("Attribute stored", AttributeEvents.by(ResolveIdentities.indexView(resolved)))
            .get(AttributeEvents.EVENTS)
            .apply("Aggregate", batch);
    PCollectionTuple kept =
        replayed
            .apply("Attribute replayed", AttributeEvents.by(index(resolved, plan)).withNewPeople())
            .get(AttributeEvents.EVENTS)
            .apply("Update profiles", update.withStates(States.AT_END));
    return compare(profiles, kept, plan);
  }

  private static PCollectionView<IdentityIndex> index(PCollectionTuple resolved, LivePlan plan) {
    PCollection<Identity> shared =
        resolved
            .get(ResolveIdentities.SHARED)
            .apply(
                "Shared as nobody's",
                MapElements.into(TypeDescriptor.of(Identity.class))
                    .via(known -> IndexIdentities.shared(known.identifier())))
            .setCoder(IdentityCoder.of());
    return PCollectionList.of(resolved.get(ResolveIdentities.IDENTITIES))
        .and(shared)
        .apply("All identifiers", Flatten.pCollections())
        .apply(
            "Index identities",
            IndexIdentities.of(plan.identity().namespaces())
                .withMaxIdentifiers(plan.identity().maxIdentifiers()));
  }

  private static PCollection<String> compare(
      PCollection<Profile> profiles, PCollectionTuple kept, LivePlan plan) {
    KvCoder<String, PersonFact> coder =
        KvCoder.of(StringUtf8Coder.of(), new PersonFact.FactCoder(plan));
    PCollection<KV<String, PersonFact>> batch =
        profiles.apply("Facts of the batch", MapElements.via(new BatchFacts(plan))).setCoder(coder);
    PCollection<KV<String, PersonFact>> states =
        kept.get(UpdateProfiles.STATES)
            .apply("Facts of the stream", MapElements.via(new StateFacts()))
            .setCoder(coder);
    PCollection<KV<String, PersonFact>> changes =
        kept.get(UpdateProfiles.CHANGES)
            .apply("Changes that were told", MapElements.via(new ChangeFacts()))
            .setCoder(coder);
    List<String> audiences = plan.audiences().stream().map(AudienceRule::name).toList();
    return PCollectionList.of(atTheEnd("batch", batch))
        .and(atTheEnd("stream", states))
        .and(atTheEnd("changes", changes))
        .apply("All facts", Flatten.pCollections())
        .apply(
            "Compare",
            ShardedCombine.<String, PersonFact, Comparison>perKey(
                new ComparePerson(plan.features(), audiences)))
        .apply("Comparisons", Values.create())
        .setCoder(Comparison.CODER)
        .apply(
            "As one", WithKeys.<Integer, Comparison>of(0).withKeyType(TypeDescriptors.integers()))
        .apply(
            "Sum",
            ShardedCombine.<Integer, Comparison, Comparison>perKey(new SumComparisons())
                .withShards(1))
        .apply("The sum", Values.create())
        .setCoder(Comparison.CODER)
        .apply("Text", MapElements.into(TypeDescriptors.strings()).via(Comparison::json));
  }

  private static <T> PCollection<T> atTheEnd(String what, PCollection<T> facts) {
    return facts.apply(
        "At the end of the " + what,
        Window.<T>configure()
            .triggering(AfterWatermark.pastEndOfWindow())
            .withAllowedLateness(Duration.ZERO)
            .discardingFiredPanes());
  }

  /** The profile of a batch with the audiences whose rules it makes true. */
  private static final class BatchFacts extends SimpleFunction<Profile, KV<String, PersonFact>> {
    private static final long serialVersionUID = 1;

    private final Schema features;
    private final List<AudienceRule> audiences;

    BatchFacts(LivePlan plan) {
      this.features = plan.features();
      this.audiences = plan.audiences();
    }

    @Override
    public KV<String, PersonFact> apply(Profile profile) {
      List<String> in =
          audiences.stream()
              .filter(
                  audience ->
                      audience.rule().test(field -> profile.features().get(features.slot(field))))
              .map(AudienceRule::name)
              .toList();
      return KV.of(profile.profileId(), PersonFact.ofBatch(new ProfileState(profile, 0, 0, in)));
    }
  }

  private static final class StateFacts
      extends SimpleFunction<ProfileState, KV<String, PersonFact>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<String, PersonFact> apply(ProfileState state) {
      return KV.of(state.profile().profileId(), PersonFact.ofStream(state));
    }
  }

  private static final class ChangeFacts
      extends SimpleFunction<AudienceChange, KV<String, PersonFact>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<String, PersonFact> apply(AudienceChange change) {
      return KV.of(change.profileId(), PersonFact.of(change));
    }
  }
}
