package dev.catchment.pipelines.cluster;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs the cluster job on small tables in a folder. */
final class ClusterRuns {
  private final Workspace folder;

  ClusterRuns(Workspace folder) {
    this.folder = folder;
  }

  /** Clusters a table into the folder {@code out}. */
  Cli.Result cluster(String table, String... options) {
    return clusterInto("out", table, options);
  }

  /** Clusters a table into a folder, in place of what stands there. */
  Cli.Result clusterInto(String output, String table, String... options) {
    folder.write("table.csv", table);
    List<String> arguments = new ArrayList<>();
    arguments.add("cluster");
    arguments.add("--input=" + folder.path("table.csv"));
    arguments.add("--output=" + folder.path(output));
    arguments.add("--overwrite=true");
    arguments.addAll(Arrays.asList(options));
    return Cli.run(arguments.toArray(String[]::new));
  }

  /**
   * The cluster of each row of {@code out}, in order, such as {@code 001}; at most ten clusters.
   */
  String clusters() {
    StringBuilder clusters = new StringBuilder();
    List<String> lines = lines("out/assignments.csv");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      clusters.append(cells[cells.length - 2]);
    }
    return clusters.toString();
  }

  /** The lines of a file. */
  List<String> lines(String file) {
    try {
      return Files.readAllLines(folder.path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The summary in {@code out}. */
  ClusterSummary summary() {
    return ClusterSummary.read(folder.path("out/summary.json").toString());
  }
}
