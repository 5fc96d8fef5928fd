package dev.catchment.pipelines;

import dev.catchment.write.BatchPlan;
import dev.catchment.write.OutputDirectory;
import dev.catchment.write.Publication;
import dev.catchment.write.StoreBatch;
import java.util.List;
import java.util.Optional;

/**
 * What a job writes.
 *
 * @param directory the directory
 * @param names the names in it, the one that says that all is there last
 * @param overwrite whether those of an earlier run are replaced
 * @param batch what it changes, where the directory is a store that gets a batch
 */
public record Outputs(
    String directory, List<String> names, boolean overwrite, Optional<BatchPlan> batch) {
  /** Those of a job that writes into no directory. */
  static final Outputs NONE = new Outputs("", List.of(), false);

  public Outputs {
    names = List.copyOf(names);
  }

  /** Outputs that appear together. */
  public Outputs(String directory, List<String> names, boolean overwrite) {
    this(directory, names, overwrite, Optional.empty());
  }

  /**
   * A batch of the store in a directory.
   *
   * @param isStore whether it is one already, or whatever stands there is replaced; otherwise none
   *     of the names may stand there
   */
  public static Outputs ofBatch(
      String store, List<String> names, boolean isStore, BatchPlan batch) {
    return new Outputs(store, names, isStore, Optional.of(batch));
  }

  /** Whether nothing is written into a directory. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** The path of an output once it is published. */
  public String path(String name) {
    return directory + "/" + name;
  }

  /**
   * The way they are published; nothing is looked at or made yet. Throws {@link
   * dev.catchment.write.OutputException} when there is no such file system.
   */
  Publication publication() {
    return batch.isPresent()
        ? StoreBatch.of(directory, batch.get(), overwrite ? List.of() : names)
        : OutputDirectory.at(directory, names, overwrite);
  }
}
