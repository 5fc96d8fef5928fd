package dev.catchment.pipelines.collect;

import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.stream.Destination;
import dev.catchment.pipelines.stream.EventStream;
import dev.catchment.pipelines.stream.LiveAccount;
import dev.catchment.pipelines.stream.Messages;
import dev.catchment.pipelines.stream.StreamTask;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.joda.time.Duration;

/**
 * Sources that are collected as their records come.
 *
 * @param events where the events go
 * @param rejected where rejected records go, if they are kept
 * @param expectations where the results of expectations go, if they are wanted
 * @param span of what windows of event time expectations are judged
 */
record LiveCollectTask(
    Sources sources,
    Destination events,
    Optional<Destination> rejected,
    Optional<Destination> expectations,
    Duration span)
    implements StreamTask {
  @Override
  public Stream<Destination> destinations() {
    return Stream.concat(Stream.of(events), expectations.stream());
  }

  @Override
  public void build(Pipeline pipeline) {
    PCollectionTuple stream = EventStream.of(sources).addTo(pipeline);
    PCollectionList<Rejected> givenUp =
        stream
            .get(EventStream.EVENTS)
            .apply("Events as messages", Messages.ofEvents(sources.plan().schema()))
            .apply("Write events", events.startedAt(sources.start()));
    if (expectations.isPresent()) {
      givenUp =
          givenUp.and(
              stream
                  .get(EventStream.REPEATED)
                  .apply(
                      "Judge expectations",
                      new WindowedExpectations(
                          sources.expectations(), sources.plan().fields(), span))
                  .apply("Write expectations", expectations.get().startedAt(sources.start()))
                  .getAll());
    }
    writeRejected(stream.get(EventStream.REJECTED), givenUp);
  }

  @Override
  public ExitStatus report(Console console, SortedMap<String, Long> counts) {
    LiveAccount.report(console, counts);
    return ExitStatus.DONE;
  }
}
