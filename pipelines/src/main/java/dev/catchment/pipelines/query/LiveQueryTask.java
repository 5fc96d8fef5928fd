package dev.catchment.pipelines.query;

import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.LiveTask;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.pipelines.stream.Destination;
import dev.catchment.pipelines.stream.LiveAccount;
import dev.catchment.pipelines.stream.Messages;
import dev.catchment.read.KafkaTopic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * A query whose result goes on, or goes to a topic: rows leave as messages of JSON as they come.
 *
 * @param output where rows go
 * @param rejected where rejected rows go, if they are kept
 */
record LiveQueryTask(
    QueryPlan plan, Destination output, Optional<Destination> rejected, Instant start)
    implements LiveTask {
  @Override
  public Map<String, List<String>> inputs() {
    return plan.inputs();
  }

  @Override
  public List<Dataset> otherInputs() {
    return plan.datasets();
  }

  @Override
  public List<Dataset> otherOutputs() {
    return Stream.concat(Stream.of(output), rejected.stream()).map(Destination::dataset).toList();
  }

  @Override
  public List<KafkaTopic> topics() {
    return plan.read().stream()
        .filter(TopicSource.class::isInstance)
        .map(source -> ((TopicSource) source).topic())
        .toList();
  }

  @Override
  public void build(Pipeline pipeline) {
    QueryPlan.Results results = plan.addTo(pipeline, start.toEpochMilli());
    PCollectionList<Rejected> givenUp =
        results
            .rows()
            .apply("Rows as messages", RowMessages.messages())
            .apply("Write result", output.startedAt(start));
    rejected.ifPresent(
        place ->
            results
                .rejected()
                .and(givenUp.getAll())
                .apply("All rejected", Flatten.pCollections())
                .apply("Rejected as messages", Messages.ofRejected())
                .apply("Write rejected", place.unmeasured()));
  }

  @Override
  public ExitStatus report(Console console, SortedMap<String, Long> counts) {
    LiveAccount.report(console, counts);
    return ExitStatus.DONE;
  }
}
