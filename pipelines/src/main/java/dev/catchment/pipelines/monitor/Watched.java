package dev.catchment.pipelines.monitor;

import dev.catchment.account.Tallies;
import dev.catchment.detect.RaiseAlerts;
import dev.catchment.measure.MeasureSeries;
import dev.catchment.model.Alert;
import dev.catchment.model.Event;
import dev.catchment.model.Measured;
import dev.catchment.model.Rejected;
import dev.catchment.model.SeriesKey;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.plan.MonitorPlan;
import dev.catchment.pipelines.stream.EventStream;
import java.time.Duration;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Sources that are watched, by the same steps whatever becomes of the alerts.
 *
 * @param windows the values of metrics, window by window
 * @param alerts what is told of what is unusual
 * @param rejected the records that cannot become events
 * @param tallies what became of the records, and of the events in the windows
 */
record Watched(
    PCollection<KV<SeriesKey, Measured>> windows,
    PCollection<Alert> alerts,
    PCollection<Rejected> rejected,
    PCollectionList<KV<String, Long>> tallies) {
  /** How much later than the start of the job an event of a file may have happened. */
  private static final Duration AHEAD = Duration.ofHours(1);

  /** Adds the steps to a pipeline. */
  static Watched addTo(Pipeline pipeline, Sources sources, MonitorPlan monitors) {
    PCollectionTuple stream = EventStream.of(sources).addTo(pipeline);
    PCollection<Event> events = stream.get(EventStream.EVENTS);
    PCollectionTuple measured =
        events.apply("Measure", measure(events.isBounded(), sources, monitors));
    PCollection<KV<SeriesKey, Measured>> windows = measured.get(MeasureSeries.VALUES);
    return new Watched(
        windows,
        windows.apply("Raise alerts", RaiseAlerts.of(monitors.watches())),
        stream.get(EventStream.REJECTED),
        PCollectionList.of(stream.get(Tallies.TAG)).and(measured.get(MeasureSeries.TALLIES)));
  }

  /** Of files nobody can say when they arrived, but an event after the start is none. */
  private static MeasureSeries measure(IsBounded bounded, Sources sources, MonitorPlan monitors) {
    MeasureSeries measure = MeasureSeries.of(monitors.series());
    return bounded == IsBounded.BOUNDED ? measure.withUntil(sources.start().plus(AHEAD)) : measure;
  }
}
