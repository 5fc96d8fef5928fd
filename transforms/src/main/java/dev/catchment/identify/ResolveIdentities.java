package dev.catchment.identify;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Event;
import dev.catchment.model.Identifier;
import dev.catchment.model.IdentifierCoder;
import dev.catchment.model.Identity;
import dev.catchment.model.IdentityCoder;
import dev.catchment.shuffle.ShardedCombine;
import dev.catchment.shuffle.ShardedDistinct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Finds out which identifiers name the same person: those that occur together in one event, and
 * those connected through others, over any number of steps.
 *
 * <p>Identifiers of namespaces that are not declared are left out. An identifier of a namespace
 * that does not name one person (a device, a cookie) is shared, and joins nobody, when it occurs in
 * events together with more than {@code maxPeople} distinct values of any one namespace that does
 * (a customer number). Identifiers that name one person are never shared.
 *
 * <p>Memory: the distinct sets of identifiers per event are bounded as {@link ShardedCombine} says.
 * The components stand in the memory of one worker while they are joined, 28 to 46 bytes an
 * identifier (measured 32 to 41 from one to 20 million), twice that while the index is made from
 * them, and the index in that of every worker that looks identifiers up; their number is bounded by
 * {@code maxIdentifiers}, beyond which the job fails. The shared identifiers stand in the memory of
 * every worker.
 *
 * <p>The input is bounded; windows are left aside. The result depends on the set of events alone.
 */
public final class ResolveIdentities extends PTransform<PCollection<Event>, PCollectionTuple> {
  /** Every identifier that is not shared, once, with the person it belongs to. */
  public static final TupleTag<Identity> IDENTITIES = new TupleTag<>("identities") {};

  /** The identifiers that too many people use. */
  public static final TupleTag<SharedIdentifier> SHARED = new TupleTag<>("shared") {};

  /** The identities as one map; no element where there are none. */
  public static final TupleTag<IdentityIndex> INDEX = new TupleTag<>("index") {};

  /** The number at which the people of a shared identifier are no longer counted. */
  public static final int PEOPLE_COUNTED = 1_000;

  /** The number of identifiers unless {@link #withMaxIdentifiers} gives another. */
  public static final long DEFAULT_MAX_IDENTIFIERS = 20_000_000;

  private static final long serialVersionUID = 1;
  private static final long MOST_IDENTIFIERS = 400_000_000;

  private final Namespaces namespaces;
  private final Set<String> person;
  private final int maxPeople;
  private final long maxIdentifiers;

  private ResolveIdentities(
      Namespaces namespaces, Set<String> person, int maxPeople, long maxIdentifiers) {
    this.namespaces = namespaces;
    this.person = Set.copyOf(person);
    this.maxPeople = maxPeople;
    this.maxIdentifiers = maxIdentifiers;
  }

  /**
   * Resolves identities without a namespace yet; one person at most may stand behind an identifier
   * that joins.
   */
  public static ResolveIdentities create() {
    return new ResolveIdentities(new Namespaces(List.of()), Set.of(), 1, DEFAULT_MAX_IDENTIFIERS);
  }

  /** With the namespaces of identifiers that are used, the most telling first, 255 at most. */
  public ResolveIdentities withNamespaces(List<String> priority) {
    return new ResolveIdentities(new Namespaces(priority), person, maxPeople, maxIdentifiers);
  }

  /** With the namespaces whose values name one person each, such as {@code customer}. */
  public ResolveIdentities withPerson(Set<String> personNamespaces) {
    return new ResolveIdentities(namespaces, personNamespaces, maxPeople, maxIdentifiers);
  }

  /**
   * With the most people that may be found with an identifier before it counts as shared, at least
   * 1. The default is 1: two customers are never joined because they used the same device.
   */
  public ResolveIdentities withMaxPeople(int number) {
    checkArgument(number >= 1, "identity.maxPeople is %s, must be at least 1", number);
    return new ResolveIdentities(namespaces, person, number, maxIdentifiers);
  }

  /** With the most identifiers before the job fails, 1 to 400 million. */
  public ResolveIdentities withMaxIdentifiers(long number) {
    checkArgument(
        number >= 1 && number <= MOST_IDENTIFIERS,
        "identity.maxIdentifiers is %s, must be 1 to %s",
        number,
        MOST_IDENTIFIERS);
    return new ResolveIdentities(namespaces, person, maxPeople, number);
  }

  /** The index of a result as a side input, empty where there are no identifiers. */
  public static PCollectionView<IdentityIndex> indexView(PCollectionTuple resolved) {
    return resolved
        .get(INDEX)
        .apply(
            "IndexView",
            View.<IdentityIndex>asSingleton()
                .withDefaultValue(new IdentityIndex(new Namespaces(List.of()), new Components())));
  }

  @Override
  public PCollectionTuple expand(PCollection<Event> events) {
    checkArgument(
        events.isBounded() == IsBounded.BOUNDED, "identities are resolved of bounded input only");
    for (String name : person) {
      checkArgument(
          namespaces.rank(name) >= 0,
          "identity.person names the namespace %s; the namespaces are %s",
          name,
          namespaces.names());
    }
    PCollection<List<Identifier>> sets =
        events
            .apply("IdentifiersOfEvent", ParDo.of(new IdentifiersOfEvent(namespaces)))
            .setCoder(ListCoder.of(IdentifierCoder.of()))
            .apply("Global", Window.into(new GlobalWindows()))
            .apply("DistinctSets", ShardedDistinct.create());
    PCollection<SharedIdentifier> shared =
        sets.apply("FindShared", new FindShared(namespaces, person, maxPeople));
    PCollectionView<Iterable<SharedIdentifier>> sharedView =
        shared.apply("SharedView", View.asIterable());
    PCollection<List<Identifier>> joining =
        sets.apply("LeaveOutShared", ParDo.of(new LeaveOut(sharedView)).withSideInputs(sharedView))
            .setCoder(ListCoder.of(IdentifierCoder.of()));
    PCollection<IdentityIndex> index = connect(joining);
    PCollectionTuple resolved = PCollectionTuple.of(SHARED, shared).and(INDEX, index);
    return resolved.and(IDENTITIES, identities(joining, indexView(resolved)));
  }

  private PCollection<IdentityIndex> connect(PCollection<List<Identifier>> joining) {
    return joining
        .apply("ToOneShard", ParDo.of(new ToOneShard()))
        .setCoder(KvCoder.of(VarIntCoder.of(), ListCoder.of(IdentifierCoder.of())))
        .apply(
            "Connect",
            ShardedCombine.<Integer, List<Identifier>, IdentityIndex>perKey(
                    new ConnectIdentifiers(namespaces, maxIdentifiers))
                .withShards(1))
        .apply("Index", Values.create())
        .setCoder(IdentityIndexCoder.of());
  }

  private static PCollection<Identity> identities(
      PCollection<List<Identifier>> joining, PCollectionView<IdentityIndex> index) {
    return joining
        .apply("SingleIdentifiers", ParDo.of(new SingleIdentifiers()))
        .setCoder(IdentifierCoder.of())
        .apply("DistinctIdentifiers", ShardedDistinct.create())
        .apply("LookUp", ParDo.of(new LookUp(index)).withSideInputs(index))
        .setCoder(IdentityCoder.of());
  }

  private static final class IdentifiersOfEvent extends DoFn<Event, List<Identifier>> {
    private static final long serialVersionUID = 1;

    private final Namespaces namespaces;

    IdentifiersOfEvent(Namespaces namespaces) {
      this.namespaces = namespaces;
    }

    @ProcessElement
    public void processElement(@Element Event event, OutputReceiver<List<Identifier>> output) {
      List<Identifier> identifiers =
          event.identifiers().stream()
              .filter(identifier -> namespaces.rank(identifier.namespace()) >= 0)
              .sorted()
              .distinct()
              .toList();
      if (!identifiers.isEmpty()) {
        output.output(identifiers);
      }
    }
  }

  private static final class LeaveOut extends DoFn<List<Identifier>, List<Identifier>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Iterable<SharedIdentifier>> view;
    private transient Set<Identifier> shared;

    LeaveOut(PCollectionView<Iterable<SharedIdentifier>> view) {
      this.view = view;
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      if (shared == null) {
        shared = new HashSet<>();
        context.sideInput(view).forEach(identifier -> shared.add(identifier.identifier()));
      }
      List<Identifier> joining = new ArrayList<>(context.element());
      joining.removeAll(shared);
      if (!joining.isEmpty()) {
        context.output(joining);
      }
    }
  }

  private static final class ToOneShard
      extends DoFn<List<Identifier>, KV<Integer, List<Identifier>>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element List<Identifier> identifiers,
        OutputReceiver<KV<Integer, List<Identifier>>> output) {
      output.output(KV.of(0, identifiers));
    }
  }

  private static final class SingleIdentifiers extends DoFn<List<Identifier>, Identifier> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element List<Identifier> identifiers, OutputReceiver<Identifier> output) {
      identifiers.forEach(output::output);
    }
  }

  private static final class LookUp extends DoFn<Identifier, Identity> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<IdentityIndex> view;

    LookUp(PCollectionView<IdentityIndex> view) {
      this.view = view;
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      Identifier identifier = context.element();
      context.output(new Identity(identifier, context.sideInput(view).profileId(identifier)));
    }
  }
}
