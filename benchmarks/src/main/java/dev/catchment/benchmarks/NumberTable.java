package dev.catchment.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A CSV table of numbers without quotes: a file, or a folder of part files with a header each. */
record NumberTable(List<Path> files) {

  static NumberTable of(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return new NumberTable(List.of(place));
    }
    try (Stream<Path> files = Files.list(place)) {
      return new NumberTable(
          files.filter(file -> file.toString().endsWith(".csv")).sorted().toList());
    }
  }

  List<String> columns() throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(files.get(0))) {
      return List.of(lines.readLine().split(","));
    }
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Gives the values of the columns of every row, in an array that the next row overwrites. */
  void forEach(List<String> columns, Consumer<double[]> action) throws IOException {
    double[] row = new double[columns.size()];
    for (Path file : files) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        String header = lines.readLine();
        if (header == null) {
          continue;
        }
        int[] slots = Arrays.stream(header.split(",")).mapToInt(columns::indexOf).toArray();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          parse(line, slots, row);
          action.accept(row);
        }
      }
    }
  }

  private static void parse(String line, int[] slots, double[] row) {
    Arrays.fill(row, Double.NaN);
    int start = 0;
    for (int slot : slots) {
      int comma = line.indexOf(',', start);
      int end = comma < 0 ? line.length() : comma;
      if (slot >= 0) {
        row[slot] = Double.parseDouble(line.substring(start, end));
      }
      start = end + 1;
    }
  }
}
