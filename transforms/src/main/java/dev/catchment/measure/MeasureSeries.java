package dev.catchment.measure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.Measured;
import dev.catchment.model.MeasuredCoder;
import dev.catchment.model.SeriesKey;
import dev.catchment.model.SeriesKeyCoder;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Measures events in windows of event time: the values of every monitor's metrics by {@link
 * SeriesKey}. The events are in the global window; all monitors go through the same two steps.
 *
 * <p>The first adds up the events of a bundle by series and slice of time, so that a key with half
 * of all events costs no more than many keys; its memory is what it holds of the slices of one
 * bundle, {@value AddUp#MOST_SLICES} of each monitor at most. The second keeps the slices of a
 * series until their windows are over and cannot be corrected any more. Per series that is 60 bytes
 * and for each slice that holds events, of which there are at most (size + lateness + ahead) / step
 * at a time, 20 bytes and what its metrics hold; it is dropped when nothing is left to do.
 *
 * <p>Outputs: {@link #VALUES}, the values of windows, and {@link #TALLIES}, the numbers of events
 * by what became of them and monitor: {@code measured/NAME}, {@code late/NAME}, {@code
 * future/NAME}, {@code keyless/NAME}.
 */
public final class MeasureSeries extends PTransform<PCollection<Event>, PCollectionTuple> {
  /** The values of windows. */
  public static final TupleTag<KV<SeriesKey, Measured>> VALUES = new TupleTag<>("values") {};

  /** Partial counts of events. */
  public static final TupleTag<KV<String, Long>> TALLIES = Tallies.TAG;

  private static final long serialVersionUID = 1;

  private final List<SeriesSpec> specs;
  private final long until;

  private MeasureSeries(List<SeriesSpec> specs, long until) {
    this.specs = specs;
    this.until = until;
  }

  /** Measures by the given monitors, whose names differ. */
  public static MeasureSeries of(List<SeriesSpec> specs) {
    checkArgument(
        specs.stream().map(SeriesSpec::name).distinct().count() == specs.size(),
        "a monitor stands twice");
    return new MeasureSeries(List.copyOf(specs), Long.MAX_VALUE);
  }

  /** With events only that are not later than this; later ones count as in the future. */
  public MeasureSeries withUntil(Instant time) {
    return new MeasureSeries(specs, time.toEpochMilli());
  }

  @Override
  public PCollectionTuple expand(PCollection<Event> events) {
    PCollectionTuple parts =
        events.apply(
            "AddUp",
            ParDo.of(new AddUp(specs, until))
                .withOutputTags(AddUp.PARTS, TupleTagList.of(AddUp.NEWEST).and(TALLIES)));
    parts.get(AddUp.PARTS).setCoder(KvCoder.of(SeriesKeyCoder.of(), ByteArrayCoder.of()));
    parts.get(AddUp.NEWEST).setCoder(VarLongCoder.of());
    parts.get(TALLIES).setCoder(Tallies.CODER);
    PCollectionTuple told =
        parts
            .get(AddUp.PARTS)
            .apply(
                "Windows",
                windows(parts.get(AddUp.NEWEST)).withOutputTags(VALUES, TupleTagList.of(TALLIES)));
    told.get(VALUES).setCoder(KvCoder.of(SeriesKeyCoder.of(), MeasuredCoder.of()));
    told.get(TALLIES).setCoder(Tallies.CODER);
    return PCollectionTuple.of(VALUES, told.get(VALUES))
        .and(
            TALLIES,
            PCollectionList.of(parts.get(TALLIES))
                .and(told.get(TALLIES))
                .apply("Tallies", Flatten.pCollections()));
  }

  /** All of a bounded input is there at once, so that its last event is known. */
  private ParDo.SingleOutput<KV<SeriesKey, byte[]>, KV<SeriesKey, Measured>> windows(
      PCollection<Long> newest) {
    if (newest.isBounded() == IsBounded.UNBOUNDED) {
      return ParDo.of(new TellWindows(specs, null));
    }
    PCollectionView<Long> last = newest.apply("Last", Max.longsGlobally().asSingletonView());
    return ParDo.of(new TellWindows(specs, last)).withSideInputs(last);
  }
}
