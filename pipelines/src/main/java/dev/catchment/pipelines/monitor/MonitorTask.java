package dev.catchment.pipelines.monitor;

import dev.catchment.account.Progress;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.plan.MonitorPlan;
import dev.catchment.pipelines.stream.Destination;
import dev.catchment.pipelines.stream.LiveAccount;
import dev.catchment.pipelines.stream.StreamTask;
import dev.catchment.pipelines.watch.Feed;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

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
    Watched watched = Watched.addTo(pipeline, sources, monitors);
    PCollectionList<Rejected> givenUp =
        watched
            .alerts()
            .apply("Alerts as messages", AlertMessages.ofAlerts())
            .apply("Write alerts", alerts.startedAt(sources.start()));
    if (values.isPresent()) {
      givenUp =
          givenUp.and(
              watched
                  .windows()
                  .apply("Values as messages", AlertMessages.ofValues(monitors.series()))
                  .apply("Write values", values.get().unmeasured().startedAt(sources.start()))
                  .getAll());
    }
    writeRejected(watched.rejected(), givenUp);
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
