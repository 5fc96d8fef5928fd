package dev.catchment.pipelines;

import java.util.List;

/**
 * What a job writes.
 *
 * @param directory the directory
 * @param names the names in it, the one that says that all is there last
 * @param overwrite whether those of an earlier run are replaced
 */
public record Outputs(String directory, List<String> names, boolean overwrite) {
  public Outputs {
    names = List.copyOf(names);
  }

  /** The path of an output once it is published. */
  public String path(String name) {
    return directory + "/" + name;
  }
}
