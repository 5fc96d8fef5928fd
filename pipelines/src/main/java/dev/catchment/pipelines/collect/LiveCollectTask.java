package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.LiveTask;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.pipelines.stream.Destination;
import dev.catchment.pipelines.stream.EventStream;
import dev.catchment.pipelines.stream.LiveAccount;
import dev.catchment.pipelines.stream.Messages;
import dev.catchment.read.KafkaTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
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
    implements LiveTask {
  @Override
  public Map<String, List<String>> inputs() {
    return sources.inputs();
  }

  @Override
  public List<Dataset> otherInputs() {
    return sources.datasets();
  }

  @Override
  public List<Dataset> otherOutputs() {
    return Stream.of(Optional.of(events), rejected, expectations)
        .flatMap(Optional::stream)
        .map(Destination::dataset)
        .toList();
  }

  @Override
  public List<KafkaTopic> topics() {
    return sources.topics().all();
  }

  @Override
  public Optional<String> key() {
    return sources.key();
  }

  @Override
  public List<Sample> samples() {
    return sources.samples(1);
  }

  @Override
  public void prepare(Console console) {
    sources.prepare(console);
  }

  @Override
  public void build(Pipeline pipeline) {
    PCollectionTuple stream = EventStream.of(sources).addTo(pipeline);
    stream
        .get(EventStream.EVENTS)
        .apply("Events as messages", Messages.ofEvents(sources.plan().schema()))
        .apply("Write events", events.givingUpTo(rejected));
    rejected.ifPresent(
        place ->
            stream
                .get(EventStream.REJECTED)
                .apply("Rejected as messages", Messages.ofRejected())
                .apply("Write rejected", place.unmeasured()));
    expectations.ifPresent(
        place ->
            stream
                .get(EventStream.REPEATED)
                .apply(
                    "Judge expectations",
                    new WindowedExpectations(sources.expectations(), sources.plan().fields(), span))
                .apply("Write expectations", place.givingUpTo(rejected)));
  }

  @Override
  public ExitStatus report(Console console, SortedMap<String, Long> counts) {
    LiveAccount.report(console, counts);
    return ExitStatus.DONE;
  }
}
