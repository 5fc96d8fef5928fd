package dev.catchment.pipelines;

import dev.catchment.read.InputFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/** What a job was asked to do, checked and ready to start. */
public non-sealed interface Task extends PipelineWork {
  /**
   * The names of the outputs that others read; reports and the summary, the last, are for people.
   */
  default List<String> products() {
    List<String> names = outputs().names();
    return names.subList(0, names.size() - 1).stream()
        .filter(name -> !name.endsWith(".html"))
        .toList();
  }

  /** The rows of the products by name, as far as they are known, once they are published. */
  default Map<String, Long> rows() {
    return Map.of();
  }

  /** Why there is nothing to do, as a sentence; the job is then done. Empty otherwise. */
  default Optional<String> nothingToDo() {
    return Optional.empty();
  }

  /** How much it has to do: to read its files, unless it says otherwise. */
  default Amount amount() {
    return Amount.ofBytes(
        InputFiles.bytes(inputs().values().stream().flatMap(List::stream).toList()));
  }

  /**
   * The work itself, where the launched program does it and no pipeline, whatever the runner; such
   * a task has no steps to build. Empty for most.
   */
  default Optional<LocalWork> local() {
    return Optional.empty();
  }

  /**
   * Adds the steps to a pipeline; nothing happens yet.
   *
   * @return the names of the files that are written, one collection for each step that writes
   */
  PCollectionList<String> build(Pipeline pipeline, Staging staging);

  /** What is left to do when all steps have written. */
  Finish finish();

  /** Says what came out, once it is published. */
  ExitStatus report(Console console);
}
