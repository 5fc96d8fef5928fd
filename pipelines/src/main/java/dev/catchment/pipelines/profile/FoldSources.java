package dev.catchment.pipelines.profile;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.identify.SharedIdentifierCoder;
import dev.catchment.identify.SingleNamespace;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Identity;
import dev.catchment.model.IdentityCoder;
import dev.catchment.model.ProfileCoder;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.model.Values;
import dev.catchment.pipelines.collect.CollectEvents;
import dev.catchment.pipelines.collect.RecordSteps;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.plan.ProfilePlan;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.pipelines.profile.ProfilePipeline.People;
import dev.catchment.read.RecordRange;
import dev.catchment.read.RecordRanges;
import dev.catchment.read.RecordScan;
import dev.catchment.shuffle.BlockPlan;
import dev.catchment.shuffle.KeyedBlocks;
import dev.catchment.shuffle.MergeBlocks;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Reads sources and folds their events into what is known of each person, in one step and without
 * an event ever leaving it: what leaves are blocks of partial profiles.
 *
 * <p>Adds its steps to a pipeline one by one, see {@link CollectEvents}. For people of one
 * namespace and sources that keep duplicates. A worker holds the partial profiles of {@value
 * #MOST_PEOPLE} people.
 */
final class FoldSources {
  private static final TupleTag<KV<String, Values>> FOLDED = new TupleTag<>("folded") {};
  private static final TupleTag<KV<Integer, byte[]>> BLOCKS = new TupleTag<>("blocks") {};
  private static final int MOST_PEOPLE = 400_000;
  private static final long PORTION_BYTES = 64 << 20;
  private static final int SHARDS = 32;

  private final Sources sources;
  private final ProfilePlan profiles;
  private final SingleNamespace namespace;

  private FoldSources(Sources sources, ProfilePlan profiles, SingleNamespace namespace) {
    this.sources = sources;
    this.profiles = profiles;
    this.namespace = namespace;
  }

  /** Folds the events of sources by the identifier of a namespace. */
  static FoldSources of(Sources sources, ProfilePlan profiles, String namespace) {
    return new FoldSources(sources, profiles, SingleNamespace.of(namespace));
  }

  /** The people of what was folded. */
  static People people(PCollectionTuple folded, ProfilePlan profiles, String namespace) {
    SingleNamespace people = SingleNamespace.of(namespace);
    PCollection<KV<String, Values>> known = folded.get(FOLDED);
    return new People(
        known
            .apply(
                "Name",
                MapElements.into(new TypeDescriptor<KV<String, Values>>() {})
                    .via(each -> KV.of(people.profileId(each.getKey()), each.getValue())))
            .setCoder(known.getCoder())
            .apply("Derive", profiles.aggregate().derive())
            .setCoder(ProfileCoder.of(profiles.schema())),
        known
            .apply(
                "Identities",
                MapElements.into(TypeDescriptor.of(Identity.class))
                    .via(
                        each ->
                            new Identity(
                                people.identifier(each.getKey()), people.profileId(each.getKey()))))
            .setCoder(IdentityCoder.of()),
        known.getPipeline().apply("Shared", Create.empty(SharedIdentifierCoder.of())),
        Optional.empty(),
        PCollectionList.empty(known.getPipeline()));
  }

  /** Adds the steps. */
  PCollectionTuple addTo(Pipeline pipeline) {
    BlockPlan<String, Event, Values> plan =
        BlockPlan.of(
            profiles.aggregate().combineFn(),
            StringUtf8Coder.of(),
            EventCoder.of(sources.plan().schema()),
            pipeline.getCoderRegistry(),
            SHARDS);
    PCollectionList<KV<Integer, byte[]>> blocks = PCollectionList.empty(pipeline);
    PCollectionList<Rejected> rejected = PCollectionList.empty(pipeline);
    PCollectionList<KV<String, Long>> tallies = PCollectionList.empty(pipeline);
    for (SourcePlan source : sources.plan().sources()) {
      PCollectionTuple folded =
          pipeline
              .apply(
                  "Ranges of " + source.name(),
                  RecordRanges.of(sources.inputs().get(source.name()), source.format())
                      .withPortionsUpTo(PORTION_BYTES))
              .apply(
                  "Fold " + source.name(),
                  ParDo.of(new FoldFn(source.scan(sources.start()), steps(source), namespace, plan))
                      .withOutputTags(
                          BLOCKS, TupleTagList.of(CollectEvents.REJECTED).and(Tallies.TAG)));
      blocks = blocks.and(folded.get(BLOCKS).setCoder(BlockPlan.BLOCK_CODER));
      rejected = rejected.and(folded.get(CollectEvents.REJECTED).setCoder(RejectedCoder.of()));
      tallies = tallies.and(folded.get(Tallies.TAG).setCoder(Tallies.CODER));
    }
    return PCollectionTuple.of(
            FOLDED,
            blocks.apply("Blocks", Flatten.pCollections()).apply("Merge", MergeBlocks.by(plan)))
        .and(CollectEvents.REJECTED, rejected.apply("Rejected", Flatten.pCollections()))
        .and(Tallies.TAG, tallies.apply("Tallies", Flatten.pCollections()));
  }

  /** Message ids are not made where nothing looks at them. */
  private RecordSteps.Plan steps(SourcePlan source) {
    RecordSteps.Plan steps = sources.steps(source);
    return source.mapping().messageId() == null && !sources.useMessageIds()
        ? steps.withoutMessageIds()
        : steps;
  }

  private static final class FoldFn extends DoFn<RecordRange, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final RecordScan scan;
    private final RecordSteps.Plan steps;
    private final SingleNamespace namespace;
    private final BlockPlan<String, Event, Values> plan;
    private transient RecordSteps chain;
    private transient Fold fold;

    FoldFn(
        RecordScan scan,
        RecordSteps.Plan steps,
        SingleNamespace namespace,
        BlockPlan<String, Event, Values> plan) {
      this.scan = scan;
      this.steps = steps;
      this.namespace = namespace;
      this.plan = plan;
    }

    @Setup
    public void readKey() throws IOException {
      chain = RecordSteps.of(steps);
    }

    @StartBundle
    public void startBundle() {
      fold = new Fold(scan, chain, namespace, plan.empty());
    }

    @ProcessElement
    public void fold(@Element RecordRange range, MultiOutputReceiver out) throws IOException {
      OutputReceiver<KV<Integer, byte[]>> blocks = out.get(BLOCKS);
      fold.read(range, out.get(CollectEvents.REJECTED));
      if (fold.people.size() >= MOST_PEOPLE) {
        fold.people.drain(blocks::output);
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) throws IOException {
      fold.tallies.flush(context);
      fold.people.drain(
          block ->
              context.output(
                  BLOCKS, block, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
    }
  }

  /** What a bundle has folded so far. */
  private static final class Fold {
    private final RecordScan scan;
    private final RecordSteps steps;
    private final SingleNamespace namespace;
    private final KeyedBlocks<String, Event> people;
    private final Tallies tallies = new Tallies();
    private long accepted;
    private long unattributed;

    Fold(
        RecordScan scan,
        RecordSteps steps,
        SingleNamespace namespace,
        KeyedBlocks<String, Event> people) {
      this.scan = scan;
      this.steps = steps;
      this.namespace = namespace;
      this.people = people;
    }

    void read(RecordRange range, DoFn.OutputReceiver<Rejected> rejected) throws IOException {
      accepted = 0;
      unattributed = 0;
      scan.read(
          range,
          record -> steps.take(record, this::add, rejected::output, tallies),
          rejected::output,
          tallies);
      tallies.add(Outcome.ACCEPTED, scan.source(), accepted);
      tallies.add(ProfilePipeline.EVENTS + scan.source(), accepted);
      if (unattributed > 0) {
        tallies.add("unattributed/" + scan.source(), unattributed);
      }
    }

    private void add(Event event) {
      accepted++;
      String person = namespace.person(event);
      if (person == null) {
        unattributed++;
      } else {
        people.add(person, event);
      }
    }
  }
}
