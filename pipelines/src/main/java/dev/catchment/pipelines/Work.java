package dev.catchment.pipelines;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a job was asked to do, as far as it can be looked at before it starts. */
public interface Work {
  /** The patterns of the files it reads, by the name of what they are. */
  Map<String, List<String>> inputs();

  /** What it writes. */
  Outputs outputs();

  /** The file of the pseudonym key that it needs, which is made if it does not exist. */
  default Optional<String> key() {
    return Optional.empty();
  }

  /** The first records of what it reads, tried as the job would treat them; reads the files. */
  default List<Sample> samples() {
    return List.of();
  }

  /**
   * What it holds in memory at the same time, the largest first; an estimate.
   *
   * @param size what it reads
   */
  default List<MemoryPart> memory(InputSize size) {
    return List.of();
  }
}
