package dev.catchment.identify;

import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Puts the profile id before every event that has an identifier of a known person, by its
 * identifier of the first namespace; counts the others as {@code unattributed/SOURCE} in {@link
 * Tallies#TAG}. {@link #withNewPeople} makes people of unknown identifiers.
 */
public final class AttributeEvents extends PTransform<PCollection<Event>, PCollectionTuple> {
  /** The events with the profile id of their person. */
  public static final TupleTag<KV<String, Event>> EVENTS = new TupleTag<>("events") {};

  private static final long serialVersionUID = 1;

  private final PCollectionView<IdentityIndex> index;
  private final Namespaces namespaces;
  private final boolean newPeople;

  private AttributeEvents(
      PCollectionView<IdentityIndex> index, Namespaces namespaces, boolean newPeople) {
    this.index = index;
    this.namespaces = namespaces;
    this.newPeople = newPeople;
  }

  /** Attributes events by {@link ResolveIdentities#indexView}. */
  public static AttributeEvents by(PCollectionView<IdentityIndex> index) {
    return new AttributeEvents(index, null, false);
  }

  /**
   * Attributes events where nobody is known: each has a person of its own, as with an index without
   * identifiers. There is no side input to wait for.
   *
   * @param namespaces of the identifiers that may name a person, the most telling first
   */
  public static AttributeEvents ofStrangers(List<String> namespaces) {
    return new AttributeEvents(null, new Namespaces(namespaces), true);
  }

  /** With a person of its own for every unknown identifier; see {@link IdentityIndex#personOf}. */
  public AttributeEvents withNewPeople() {
    return new AttributeEvents(index, namespaces, true);
  }

  @Override
  public PCollectionTuple expand(PCollection<Event> events) {
    PCollectionTuple outputs =
        events.apply(
            "Attribute",
            ParDo.of(new AttributeFn(index, namespaces, newPeople))
                .withSideInputs(index == null ? List.of() : List.of(index))
                .withOutputTags(EVENTS, TupleTagList.of(Tallies.TAG)));
    outputs.get(EVENTS).setCoder(KvCoder.of(StringUtf8Coder.of(), events.getCoder()));
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class AttributeFn extends DoFn<Event, KV<String, Event>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<IdentityIndex> index;
    private final Namespaces namespaces;
    private final boolean newPeople;
    private transient IdentityIndex nobody;
    private transient Tallies tallies;

    AttributeFn(PCollectionView<IdentityIndex> index, Namespaces namespaces, boolean newPeople) {
      this.index = index;
      this.namespaces = namespaces;
      this.newPeople = newPeople;
    }

    @Setup
    public void setup() {
      nobody = index == null ? new IdentityIndex(namespaces, new Components()) : null;
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      Event event = context.element();
      IdentityIndex known = index == null ? nobody : context.sideInput(index);
      String profileId = newPeople ? known.personOf(event) : known.profileId(event);
      if (profileId == null) {
        tallies.add("unattributed/" + event.source(), 1);
      } else {
        context.output(KV.of(profileId, event));
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
