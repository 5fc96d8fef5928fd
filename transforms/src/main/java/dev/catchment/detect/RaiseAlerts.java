package dev.catchment.detect;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Alert;
import dev.catchment.model.AlertCoder;
import dev.catchment.model.Measured;
import dev.catchment.model.SeriesKey;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Watches the windows of series and raises alerts. The windows are in the global window; each is
 * taken when the watermark has passed its end, in the order of time, whatever the order in which
 * they come; values of windows that are not over are passed over. Of a bounded input, silence lasts
 * until the last event of all.
 *
 * <p>Memory per series: that of {@link SeriesWatch}, and the windows that wait for the watermark.
 */
public final class RaiseAlerts
    extends PTransform<PCollection<KV<SeriesKey, Measured>>, PCollection<Alert>> {
  private static final long serialVersionUID = 1;

  private final List<WatchSpec> specs;

  private RaiseAlerts(List<WatchSpec> specs) {
    this.specs = specs;
  }

  /** Watches by the given monitors, whose names differ. */
  public static RaiseAlerts of(List<WatchSpec> specs) {
    checkArgument(
        specs.stream().map(WatchSpec::monitor).distinct().count() == specs.size(),
        "a monitor stands twice");
    return new RaiseAlerts(List.copyOf(specs));
  }

  @Override
  public PCollection<Alert> expand(PCollection<KV<SeriesKey, Measured>> windows) {
    return windows.apply("Watch", watch(windows)).setCoder(AlertCoder.of());
  }

  private ParDo.SingleOutput<KV<SeriesKey, Measured>, Alert> watch(
      PCollection<KV<SeriesKey, Measured>> windows) {
    if (windows.isBounded() == IsBounded.UNBOUNDED) {
      return ParDo.of(new WatchWindows(specs, null));
    }
    PCollectionView<Long> last =
        windows
            .apply("Newest", ParDo.of(new Newest()))
            .apply("Last", Max.longsGlobally().asSingletonView());
    return ParDo.of(new WatchWindows(specs, last)).withSideInputs(last);
  }

  /** The time of the last event of each window that holds events. */
  private static final class Newest extends DoFn<KV<SeriesKey, Measured>, Long> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<SeriesKey, Measured> window, OutputReceiver<Long> output) {
      if (window.getValue().events() > 0) {
        output.output(window.getValue().newest());
      }
    }
  }
}
