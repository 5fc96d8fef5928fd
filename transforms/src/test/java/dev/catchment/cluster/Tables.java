package dev.catchment.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.model.Block;
import dev.catchment.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Tables that the tests of this package share. */
final class Tables {
  private Tables() {}

  /** A table of {@code shared/data/clustering} without its last column, the truth. */
  static double[][] shared(String name) throws IOException {
    try (Stream<String> lines = Files.lines(SharedData.file("clustering/" + name + ".csv"))) {
      return lines
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(cells -> Arrays.stream(cells, 0, cells.length - 1))
          .map(cells -> cells.mapToDouble(Double::parseDouble).toArray())
          .toArray(double[][]::new);
    }
  }

  /** What scikit-learn found for a table of that folder. */
  static JsonNode reference(String name) throws IOException {
    Path file = SharedData.file("clustering/reference_kmeans_sklearn.json");
    return new ObjectMapper().readTree(file.toFile()).path("sets").path(name);
  }

  /** Groups of 40 rows around (0, 0, 0), (10, 0, 5), (20, 0, 10) …, a little larger each. */
  static double[][] groups(int count) {
    SplitMix random = new SplitMix(11);
    List<double[]> rows = new ArrayList<>();
    for (int group = 0; group < count; group++) {
      for (int row = 0; row < 40 + group; row++) {
        rows.add(
            new double[] {
              10 * group + random.nextDouble(), random.nextDouble(), 5 * group + random.nextDouble()
            });
      }
    }
    return rows.toArray(double[][]::new);
  }

  /** The rows with their numbers as keys, in blocks of a size. */
  static List<Block> blocks(double[][] rows, int size) {
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < rows.length; from += size) {
      double[][] part = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + size));
      long[] keys = LongStream.range(from, from + part.length).toArray();
      blocks.add(Block.of(keys, Matrices.flat(part)));
    }
    return blocks;
  }

  /** The rows of {@link #blocks} one by one. */
  static List<Point> points(double[][] rows) {
    return IntStream.range(0, rows.length).mapToObj(row -> Point.of(row, rows[row])).toList();
  }

  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(index -> "f" + index).toList();
  }
}
