package dev.catchment.pipelines.capacity;

import java.util.List;

/** The options of the runners that give a job so many workers, to paste behind a command. */
final class RunnerLines {
  /** Flink's default, and its greatest. */
  private static final int LEAST_GROUPS = 128;

  private static final int MOST_GROUPS = 32_768;

  private RunnerLines() {}

  /**
   * The lines for each runner.
   *
   * @param workers the workers now
   * @param later the workers that must be possible without losing state
   * @param cores the cores of a machine, each of which is a worker
   */
  static List<String> of(int workers, int later, int cores) {
    return List.of(
        "# A worker is one thread: a slot of Flink, a core of Spark, a virtual CPU of Dataflow.",
        "# Now %,d workers; room for %,d. A machine has %d cores.".formatted(workers, later, cores),
        "",
        "# Flink: %,d task managers with taskmanager.numberOfTaskSlots: %d"
            .formatted(machines(workers, cores), Math.min(workers, cores)),
        "--runner=flink --parallelism=%d --maxParallelism=%d".formatted(workers, groups(later)),
        "",
        "# Spark (jobs over files), before the jar",
        "--conf spark.cores.max=%d --conf spark.executor.cores=%d"
            .formatted(workers, Math.min(workers, cores)),
        "",
        "# Dataflow",
        "--runner=DataflowRunner --numWorkers=%d --maxNumWorkers=%d --workerMachineType=n2-standard-%d"
            .formatted(machines(workers, cores), machines(later, cores), cores));
  }

  private static int machines(int workers, int cores) {
    return (workers + cores - 1) / cores;
  }

  /** Key groups, four for each worker that there may be, so that none has far more than another. */
  private static int groups(int workers) {
    long wanted = Math.max(LEAST_GROUPS, 4L * workers);
    return (int) Math.min(MOST_GROUPS, Long.highestOneBit(2 * wanted - 1));
  }
}
