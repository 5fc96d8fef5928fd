package dev.catchment.benchmarks.nab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A series of the benchmark: times in milliseconds, values, and the windows of its anomalies. */
@SuppressWarnings("ArrayRecordComponent")
record NabFile(String name, long[] times, double[] values, List<NabWindow> windows) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]");

  /** Reads the series of a folder with {@code data} and {@code labels} whose data is there. */
  static List<NabFile> read(Path folder) throws IOException {
    JsonNode labels =
        new ObjectMapper().readTree(folder.resolve("labels/combined_windows.json").toFile());
    Map<String, JsonNode> sorted = new TreeMap<>();
    labels.fields().forEachRemaining(label -> sorted.put(label.getKey(), label.getValue()));
    List<NabFile> files = new ArrayList<>();
    for (Map.Entry<String, JsonNode> label : sorted.entrySet()) {
      Path file = folder.resolve("data").resolve(label.getKey());
      if (Files.exists(file)) {
        files.add(read(label.getKey(), file, label.getValue()));
      }
    }
    return files;
  }

  private static NabFile read(String name, Path file, JsonNode labels) throws IOException {
    List<String> lines = Files.readAllLines(file);
    long[] times = new long[lines.size() - 1];
    double[] values = new double[times.length];
    for (int row = 0; row < times.length; row++) {
      String line = lines.get(row + 1);
      int comma = line.indexOf(',');
      times[row] = time(line.substring(0, comma));
      values[row] = Double.parseDouble(line.substring(comma + 1));
    }
    List<NabWindow> windows = new ArrayList<>();
    for (JsonNode label : labels) {
      long first = time(label.get(0).asText());
      long last = time(label.get(1).asText());
      int start = 0;
      while (times[start] < first) {
        start++;
      }
      int end = start;
      while (end + 1 < times.length && times[end + 1] <= last) {
        end++;
      }
      windows.add(new NabWindow(start, end));
    }
    return new NabFile(name, times, values, windows);
  }

  private static long time(String stamp) {
    return LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
