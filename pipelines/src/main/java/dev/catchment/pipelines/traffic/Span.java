package dev.catchment.pipelines.traffic;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.util.Map;

/** Lengths of time as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1.5d}. */
public final class Span {
  /** What a text must match. */
  public static final String REGEX = "[0-9]+([.][0-9]+)?(ms|s|m|h|d)";

  private static final Map<String, Double> UNITS =
      Map.of("ms", 0.001, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86_400.0);

  private Span() {}

  /**
   * The seconds of a text.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static double seconds(String text) {
    checkArgument(
        text.matches(REGEX), "\"%s\" is no length of time such as 30s, 10m, 2h or 1d", text);
    String unit = text.replaceFirst("[0-9.]+", "");
    String number = text.substring(0, text.length() - unit.length());
    return new BigDecimal(number).doubleValue() * UNITS.get(unit);
  }
}
