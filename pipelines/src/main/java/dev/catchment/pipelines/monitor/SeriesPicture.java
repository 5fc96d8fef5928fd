package dev.catchment.pipelines.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.hash.Hashing;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.write.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A small picture of a series, made of its rows one by one; mutable. Of the rows that fall on one
 * place it keeps the least and the greatest value, so that no peak is lost. Memory: two points for
 * each of {@value #PLACES} places, and {@value #MOST_MARKS} marks.
 */
final class SeriesPicture {
  private static final int PLACES = 300;
  private static final int MOST_MARKS = 200;
  private static final double DAY = 86_400_000;
  private static final double FINE = 1e5;

  private final List<List<Double>> values = new ArrayList<>();
  private final List<List<Double>> marks = new ArrayList<>();
  private final int rowsAtAPlace;
  private long from;
  private int rows;
  private List<Double> least;
  private List<Double> greatest;
  private boolean alerting;

  /**
   * A series drawn.
   *
   * @param from when it begins, ISO-8601; empty without a row
   * @param values its points: days since it began, and the value
   * @param marks where episodes begin, in the same way; the first of them where they are many
   */
  record Drawn(
      @JsonProperty("from") String from,
      @JsonProperty("values") List<List<Double>> values,
      @JsonProperty("marks") List<List<Double>> marks) {
    /** Reads one that was written. */
    static Drawn read(String folder, String series) {
      return JsonFile.read(file(folder, series), Drawn.class);
    }
  }

  /** Of a series of at most so many rows. */
  SeriesPicture(int rows) {
    rowsAtAPlace = Math.max(1, (rows + PLACES - 1) / PLACES);
  }

  void add(long time, double value, boolean alert) {
    if (rows == 0) {
      from = time;
    }
    List<Double> point = List.of(Math.round(FINE * (time - from) / DAY) / FINE, value);
    if (least == null || value < least.get(1)) {
      least = point;
    }
    if (greatest == null || value > greatest.get(1)) {
      greatest = point;
    }
    if (alert && !alerting && marks.size() < MOST_MARKS) {
      marks.add(point);
    }
    alerting = alert;
    rows++;
    if (rows % rowsAtAPlace == 0) {
      endPlace();
    }
  }

  private void endPlace() {
    if (least == null) {
      return;
    }
    boolean isRising = least.get(0) <= greatest.get(0);
    values.add(isRising ? least : greatest);
    if (!least.equals(greatest)) {
      values.add(isRising ? greatest : least);
    }
    least = null;
    greatest = null;
  }

  Drawn drawn() {
    endPlace();
    return new Drawn(
        rows == 0 ? "" : Instant.ofEpochMilli(from).toString(),
        List.copyOf(values),
        List.copyOf(marks));
  }

  /** Writes it under the name of the series. */
  void write(String folder, String series) throws IOException {
    byte[] json = JsonFile.tree(drawn()).toString().getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file(folder, series), MimeTypes.TEXT, json);
  }

  /** The name of a series may hold what stands for other names in a pattern. */
  private static String file(String folder, String series) {
    return folder + "/" + Hashing.sha256().hashString(series, StandardCharsets.UTF_8) + ".json";
  }
}
