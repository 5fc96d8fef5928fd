package dev.catchment.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares clusterings of one table by their inertia, the sum of the squared distances to the means
 * of the clusters, in the space of the table's first two principal components, whatever order the
 * rows are in. Arguments: the table, then NAME=PLACE for each clustering, a CSV file or a folder of
 * such with the table's columns and "cluster". Prints a line for each: name, inertia relative to
 * the lowest, MB, and the rows of each cluster. Fails where rows are missing or changed. Two
 * passes, memory for the clusters only.
 */
public final class Inertia {
  private static final double TOLERANCE = 1e-9;

  private final ComponentSpace space;
  private final int columns;
  private final double[] sums;
  private final double[] standardised;
  private final Map<Integer, Cluster> clusters = new TreeMap<>();
  private long rows;

  private Inertia(ComponentSpace space, int columns) {
    this.space = space;
    this.columns = columns;
    sums = new double[columns];
    standardised = new double[columns];
  }

  /** Prints the comparison. */
  public static void main(String[] args) throws IOException {
    NumberTable table = NumberTable.of(Path.of(args[0]));
    List<String> columns = table.columns();
    ComponentSpace space = ComponentSpace.of(table, columns);
    List<String> withCluster = new ArrayList<>(columns);
    withCluster.add("cluster");
    Map<String, Inertia> results = new LinkedHashMap<>();
    Map<String, Long> bytes = new HashMap<>();
    for (String argument : List.of(args).subList(1, args.length)) {
      String name = argument.substring(0, argument.indexOf('='));
      NumberTable output = NumberTable.of(Path.of(argument.substring(name.length() + 1)));
      Inertia inertia = new Inertia(space, columns.size());
      output.forEach(withCluster, inertia::add);
      inertia.check(name);
      results.put(name, inertia);
      bytes.put(name, output.bytes());
    }
    double best = results.values().stream().mapToDouble(Inertia::value).min().orElseThrow();
    results.forEach(
        (name, inertia) ->
            System.out.printf(
                Locale.ROOT,
                "%s %.4f %.0f %s%n",
                name,
                inertia.value() / best,
                bytes.get(name) / 1e6,
                inertia.sizes()));
  }

  private void add(double[] row) {
    rows++;
    if (Double.isNaN(row[columns])) {
      throw new IllegalStateException("row " + rows + " has no cluster");
    }
    for (int column = 0; column < columns; column++) {
      standardised[column] = space.standardised(column, row[column]);
      sums[column] += standardised[column];
    }
    clusters
        .computeIfAbsent((int) row[columns], unused -> new Cluster())
        .add(space.project(standardised));
  }

  /** The means of rows that a program lost, doubled or changed differ from the table's, 0 here. */
  private void check(String name) {
    if (rows != space.rows()) {
      throw new IllegalStateException(
          name + " wrote " + rows + " rows, the table has " + space.rows());
    }
    for (int column = 0; column < columns; column++) {
      if (!(Math.abs(sums[column]) / rows < TOLERANCE)) {
        throw new IllegalStateException(
            name + " changed the mean of column " + column + ", counted from 0");
      }
    }
  }

  private double value() {
    return clusters.values().stream().mapToDouble(cluster -> cluster.squares).sum();
  }

  private String sizes() {
    return String.join(
        " ",
        clusters.values().stream()
            .map(cluster -> cluster.rows)
            .sorted((a, b) -> Long.compare(b, a))
            .map(String::valueOf)
            .toList());
  }

  /** The squared distances of points to their mean, by Welford's update. */
  private static final class Cluster {
    private final double[] mean = new double[2];
    private long rows;
    private double squares;

    void add(double[] point) {
      rows++;
      for (int axis = 0; axis < point.length; axis++) {
        double difference = point[axis] - mean[axis];
        mean[axis] += difference / rows;
        squares += difference * (point[axis] - mean[axis]);
      }
    }
  }
}
