package dev.catchment.pipelines;

import dev.catchment.pipelines.observe.Dataset;
import java.util.List;
import java.util.stream.Stream;

/** What a job that is one pipeline was asked to do, checked and ready to start. */
public sealed interface PipelineWork extends Work permits LiveTask, Task {
  /** Every place that a worker reads or writes. */
  default List<String> places() {
    return Stream.concat(
            inputs().values().stream().flatMap(List::stream),
            Stream.of(outputs().directory()).filter(directory -> !directory.isEmpty()))
        .toList();
  }

  /** What it reads beside the files of {@link #inputs}: topics, tables of databases, models. */
  default List<Dataset> otherInputs() {
    return List.of();
  }

  /** What it writes beside {@link #outputs}: topics. */
  default List<Dataset> otherOutputs() {
    return List.of();
  }

  /** Makes what the steps need and only the launching machine can make, such as a key. */
  default void prepare(Console console) {}
}
