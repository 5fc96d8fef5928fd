package dev.catchment.pipelines.config;

import java.time.Duration;
import java.util.Map;

/**
 * Reads spans of time as configurations write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code
 * 1h} or {@code 7d}.
 */
public final class Spans {
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Spans() {}

  /** The span that a text of the form of the schema's {@code span} stands for. */
  public static Duration of(String text) {
    String unit = text.replaceFirst("^[0-9]+", "");
    long number = Long.parseLong(text.substring(0, text.length() - unit.length()));
    return UNITS.get(unit).multipliedBy(number);
  }
}
