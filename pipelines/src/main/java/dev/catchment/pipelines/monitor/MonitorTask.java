package dev.catchment.pipelines.monitor;

import dev.catchment.account.Progress;
import dev.catchment.detect.RaiseAlerts;
import dev.catchment.measure.MeasureSeries;
import dev.catchment.model.Event;
import dev.catchment.model.Measured;
import dev.catchment.model.SeriesKey;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.plan.MonitorPlan;
import dev.catchment.pipelines.stream.Destination;
import dev.catchment.pipelines.stream.EventStream;
import dev.catchment.pipelines.stream.LiveAccount;
import dev.catchment.pipelines.stream.StreamTask;
import dev.catchment.pipelines.watch.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Sources that are watched.
 *
 * @param alerts where alerts go
 * @param values where the values of metrics go, if they are wanted
 * @param rejected where rejected records go, if they are kept
 */
record MonitorTask(
    Sources sources,
    MonitorPlan monitors,
    Destination alerts,
    Optional<Destination> values,
    Optional<Destination> rejected)
    implements StreamTask {
  /** How much later than the start of the job an event of a file may have happened. */
  private static final Duration AHEAD = Duration.ofHours(1);

  @Override
  public Stream<Destination> destinations() {
    return Stream.concat(Stream.of(alerts), values.stream());
  }

  @Override
  public List<Feed> feeds() {
    return Stream.concat(
            Stream.of(alerts.feed(Feed.Kind.ALERT)),
            values.map(place -> place.feed(Feed.Kind.VALUE)).stream())
        .toList();
  }

  @Override
  public void build(Pipeline pipeline) {
    PCollectionTuple stream = EventStream.of(sources).addTo(pipeline);
    PCollection<Event> events = stream.get(EventStream.EVENTS);
    PCollection<KV<SeriesKey, Measured>> measured =
        events.apply("Measure", measure(events.isBounded())).get(MeasureSeries.VALUES);
    measured
        .apply("Raise alerts", RaiseAlerts.of(monitors.watches()))
        .apply("Alerts as messages", AlertMessages.ofAlerts())
        .apply("Write alerts", alerts.givingUpTo(rejected, sources.start()));
    values.ifPresent(
        place ->
            measured
                .apply("Values as messages", AlertMessages.ofValues(monitors.series()))
                .apply("Write values", place.unmeasured().givingUpTo(rejected, sources.start())));
    writeRejected(stream.get(EventStream.REJECTED));
  }

  /** Of files nobody can say when they arrived, but an event after the start is none. */
  private MeasureSeries measure(IsBounded bounded) {
    MeasureSeries measure = MeasureSeries.of(monitors.series());
    return bounded == IsBounded.BOUNDED ? measure.withUntil(sources.start().plus(AHEAD)) : measure;
  }

  @Override
  public ExitStatus report(Console console, SortedMap<String, Long> counts) {
    LiveAccount.report(console, counts);
    console.result(
        "%,d alerts opened, %,d resolved; left out of their windows: %,d events too late, %,d too far ahead, %,d without a key",
        counts.getOrDefault(Progress.OPENED, 0L),
        counts.getOrDefault(Progress.RESOLVED, 0L),
        counts.getOrDefault(Progress.LATE, 0L),
        counts.getOrDefault(Progress.FUTURE, 0L),
        counts.getOrDefault(Progress.KEYLESS, 0L));
    return ExitStatus.DONE;
  }
}
