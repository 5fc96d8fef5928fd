package dev.catchment.identify;

import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
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
  private final boolean newPeople;

  private AttributeEvents(PCollectionView<IdentityIndex> index, boolean newPeople) {
    this.index = index;
    this.newPeople = newPeople;
  }

  /** Attributes events by {@link ResolveIdentities#indexView}. */
  public static AttributeEvents by(PCollectionView<IdentityIndex> index) {
    return new AttributeEvents(index, false);
  }

  /** With a person of its own for every unknown identifier; see {@link IdentityIndex#personOf}. */
  public AttributeEvents withNewPeople() {
    return new AttributeEvents(index, true);
  }

  @Override
  public PCollectionTuple expand(PCollection<Event> events) {
    PCollectionTuple outputs =
        events.apply(
            "Attribute",
            ParDo.of(new AttributeFn(index, newPeople))
                .withSideInputs(index)
                .withOutputTags(EVENTS, TupleTagList.of(Tallies.TAG)));
    outputs.get(EVENTS).setCoder(KvCoder.of(StringUtf8Coder.of(), events.getCoder()));
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class AttributeFn extends DoFn<Event, KV<String, Event>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<IdentityIndex> index;
    private final boolean newPeople;
    private transient Tallies tallies;

    AttributeFn(PCollectionView<IdentityIndex> index, boolean newPeople) {
      this.index = index;
      this.newPeople = newPeople;
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      Event event = context.element();
      IdentityIndex known = context.sideInput(index);
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
