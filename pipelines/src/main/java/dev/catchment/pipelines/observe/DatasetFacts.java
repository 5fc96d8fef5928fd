package dev.catchment.pipelines.observe;

import java.util.List;
import java.util.OptionalLong;

/**
 * A dataset, and what is known of what a run has read of it or written to it.
 *
 * @param name what the job calls it, such as {@code events}
 * @param rows how many rows
 * @param bytes how many bytes
 * @param files how many files
 * @param columns the names of its columns, or empty
 */
record DatasetFacts(
    String name,
    Dataset dataset,
    OptionalLong rows,
    OptionalLong bytes,
    OptionalLong files,
    List<String> columns) {
  /** A dataset of which nothing more is known. */
  static DatasetFacts of(String name, Dataset dataset) {
    return new DatasetFacts(
        name, dataset, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), List.of());
  }

  /** The sum of the bytes that are known. */
  static long bytes(List<DatasetFacts> all) {
    return all.stream().mapToLong(facts -> facts.bytes().orElse(0)).sum();
  }
}
