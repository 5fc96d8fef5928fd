package dev.catchment.pipelines.stream;

import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.LiveTask;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.read.KafkaTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** A live job that reads the sources of a configuration and writes to destinations. */
public interface StreamTask extends LiveTask {
  /** What it reads. */
  Sources sources();

  /** Where rejected records go, if they are kept. */
  Optional<Destination> rejected();

  /** Where the rest of what it makes goes, as far as it is wanted. */
  Stream<Destination> destinations();

  @Override
  default Map<String, List<String>> inputs() {
    return sources().inputs();
  }

  @Override
  default List<Dataset> otherInputs() {
    return sources().datasets();
  }

  @Override
  default List<Dataset> otherOutputs() {
    return Stream.concat(destinations(), rejected().stream()).map(Destination::dataset).toList();
  }

  @Override
  default Optional<String> key() {
    return sources().key();
  }

  @Override
  default List<Sample> samples() {
    return sources().samples(1);
  }

  @Override
  default List<KafkaTopic> topics() {
    return sources().topics().all();
  }

  @Override
  default void prepare(Console console) {
    sources().prepare(console);
  }

  /** Adds the steps that write rejected records, and messages given up, where they are kept. */
  default void writeRejected(PCollection<Rejected> records, PCollectionList<Rejected> givenUp) {
    rejected()
        .ifPresent(
            place ->
                givenUp
                    .and(records)
                    .apply("Rejected and given up", Flatten.pCollections())
                    .apply("Rejected as messages", Messages.ofRejected())
                    .apply("Write rejected", place.unmeasured()));
  }
}
