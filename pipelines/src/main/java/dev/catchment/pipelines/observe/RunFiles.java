package dev.catchment.pipelines.observe;

import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.PipelineWork;
import dev.catchment.pipelines.Task;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import dev.catchment.read.TableFiles;
import dev.catchment.store.Manifest;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.store.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the datasets of a run with their files, from what is there before it and after it. */
final class RunFiles {
  private static final String PARQUET = ".parquet";
  private static final String CSV = ".csv";

  private RunFiles() {}

  /** What a task reads; files that belong to one dataset are added up. */
  static List<DatasetFacts> read(PipelineWork task) {
    Map<Dataset, List<String>> patterns = new LinkedHashMap<>();
    task.inputs().values().stream()
        .flatMap(List::stream)
        .forEach(
            pattern ->
                patterns
                    .computeIfAbsent(Dataset.ofPath(pattern), unused -> new ArrayList<>())
                    .add(pattern));
    List<DatasetFacts> read = new ArrayList<>();
    patterns.forEach((dataset, globs) -> read.add(facts(dataset.name(), dataset, sizes(globs))));
    task.otherInputs().stream()
        .filter(dataset -> !patterns.containsKey(dataset))
        .distinct()
        .forEach(dataset -> read.add(DatasetFacts.of(dataset.name(), dataset)));
    return read;
  }

  private static SortedMap<String, Long> sizes(List<String> globs) {
    SortedMap<String, Long> sizes = new TreeMap<>();
    for (String glob : globs) {
      sizes.putAll(files(glob));
    }
    return sizes;
  }

  /** The files of a pattern, or those in a directory and below. */
  private static SortedMap<String, Long> files(String glob) {
    try {
      return InputFiles.matchSizes(List.of(glob));
    } catch (InputException noFile) {
      try {
        return InputFiles.matchSizes(List.of(glob.replaceFirst("/*$", "/**")));
      } catch (InputException none) {
        return new TreeMap<>();
      }
    }
  }

  /** What a task is about to write. */
  static List<DatasetFacts> planned(PipelineWork work) {
    if (work instanceof Task task) {
      return task.products().stream()
          .map(name -> DatasetFacts.of(name, dataset(task.outputs(), name)))
          .toList();
    }
    return work.otherOutputs().stream()
        .map(dataset -> DatasetFacts.of(dataset.name(), dataset))
        .toList();
  }

  private static Dataset dataset(Outputs outputs, String name) {
    return Dataset.ofPath(outputs.path(name));
  }

  /**
   * What a task has written.
   *
   * @param job the job's name
   * @param start when the run began, by which its batch is known
   */
  static List<DatasetFacts> written(PipelineWork work, String job, Instant start) {
    return work instanceof Task task ? written(task, job, start) : planned(work);
  }

  private static List<DatasetFacts> written(Task task, String job, Instant start) {
    Map<String, Long> rows = task.rows();
    boolean isBatch = task.outputs().batch().isPresent();
    Optional<Manifest> batch = isBatch ? batch(task.outputs(), job, start) : Optional.empty();
    List<DatasetFacts> written = new ArrayList<>();
    for (String name : task.products()) {
      SortedMap<String, Long> files =
          isBatch
              ? batch
                  .map(manifest -> ofBatch(manifest, task.outputs().directory(), name))
                  .orElseGet(TreeMap::new)
              : files(task.outputs().path(name));
      DatasetFacts facts = facts(name, dataset(task.outputs(), name), files);
      OptionalLong count =
          rows.containsKey(name) ? OptionalLong.of(rows.get(name)) : OptionalLong.empty();
      written.add(
          new DatasetFacts(
              name, facts.dataset(), count, facts.bytes(), facts.files(), columns(files)));
    }
    return written;
  }

  private static Optional<Manifest> batch(Outputs outputs, String job, Instant start) {
    return StoreSnapshot.of(outputs.directory()).batches().stream()
        .filter(batch -> batch.job().equals(job) && batch.started().equals(start.toString()))
        .reduce((earlier, later) -> later);
  }

  private static SortedMap<String, Long> ofBatch(Manifest batch, String store, String name) {
    SortedMap<String, Long> files = new TreeMap<>();
    if (name.equals(StorePaths.EVENTS)) {
      for (StoredFile file : batch.added()) {
        files.put(StorePaths.in(store, file.file()), file.bytes());
      }
    } else if (name.equals(StorePaths.REJECTED)) {
      files.putAll(
          sizes(batch.rejected().stream().map(file -> StorePaths.in(store, file)).toList()));
    }
    return files;
  }

  private static DatasetFacts facts(String name, Dataset dataset, SortedMap<String, Long> files) {
    return new DatasetFacts(
        name,
        dataset,
        OptionalLong.empty(),
        OptionalLong.of(files.values().stream().mapToLong(Long::longValue).sum()),
        OptionalLong.of(files.size()),
        List.of());
  }

  /** The names of the columns of a table in Parquet or in one CSV file. */
  private static List<String> columns(SortedMap<String, Long> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    String first = files.firstKey();
    boolean isTable = first.endsWith(PARQUET) || (files.size() == 1 && first.endsWith(CSV));
    return isTable ? TableFiles.columns(first) : List.of();
  }
}
