package dev.catchment.cluster;

import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tables that the tests of this package share. */
final class Tables {
  private Tables() {}

  /** A table of {@code shared/data/clustering} without its last column, the truth. */
  static double[][] shared(String name) throws IOException {
    try (Stream<String> lines = Files.lines(folder().resolve(name + ".csv"))) {
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
    Path file = folder().resolve("reference_kmeans_sklearn.json");
    return new ObjectMapper().readTree(file.toFile()).path("sets").path(name);
  }

  private static Path folder() {
    String configured = System.getProperty("catchment.shared");
    Path shared = configured == null ? null : Path.of(configured);
    Path folder = Path.of("").toAbsolutePath();
    while (shared == null && folder != null) {
      if (Files.isDirectory(folder.resolve("shared/data"))) {
        shared = folder.resolve("shared");
      }
      folder = folder.getParent();
    }
    assumeTrue("no shared/data beside the repository: real tables not tested", shared != null);
    Path tables = shared.resolve("data/clustering");
    assumeTrue(
        "no data/clustering in the shared folder: real tables not tested",
        Files.isDirectory(tables));
    return tables;
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

  /** The rows with their numbers as keys. */
  static List<Point> points(double[][] rows) {
    return IntStream.range(0, rows.length).mapToObj(row -> Point.of(row, rows[row])).toList();
  }

  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(index -> "f" + index).toList();
  }
}
