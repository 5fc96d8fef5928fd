package dev.catchment.pipelines.traffic;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import dev.catchment.model.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Traffic as it is written down: shapes joined by a plus sign, each with its parameters, such as
 * {@code daily:swing=0.5+bursts:every=10m,factor=8}. {@code constant} alone has events keep their
 * distance; everything else is a Poisson process, {@code poisson} alone one of a constant rate.
 * Immutable.
 */
public final class TrafficSpec {
  /** The shapes and the defaults of their parameters; an empty one must be given. */
  private static final Map<String, Map<String, String>> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("constant", Map.of());
    SHAPES.put("poisson", Map.of());
    SHAPES.put("growth", Map.of("doubling", ""));
    SHAPES.put("daily", Map.of("swing", "1"));
    SHAPES.put("weekly", Map.of("swing", "1"));
    SHAPES.put("bursts", Map.of("every", "10m", "last", "30s", "factor", "5"));
  }

  private record Shape(String name, Map<String, String> parameters) {}

  private final String text;
  private final List<Shape> shapes;

  private TrafficSpec(String text, List<Shape> shapes) {
    this.text = text;
    this.shapes = List.copyOf(shapes);
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static TrafficSpec parse(String text) {
    List<Shape> shapes = new ArrayList<>();
    for (String part : Splitter.on('+').trimResults().split(text)) {
      Shape shape = shape(part);
      checkArgument(
          shapes.stream().noneMatch(other -> other.name.equals(shape.name)),
          "%s stands twice; give it once",
          shape.name);
      shapes.add(shape);
    }
    checkArgument(
        shapes.size() == 1 || shapes.stream().noneMatch(shape -> shape.name.equals("constant")),
        "constant goes with no other shape; write %s",
        text.replaceFirst("\\+? *constant *\\+?", ""));
    TrafficSpec spec = new TrafficSpec(text, shapes);
    spec.traffic(1, 0, 0);
    return spec;
  }

  private static Shape shape(String part) {
    int colon = part.indexOf(':');
    String name = colon < 0 ? part : part.substring(0, colon);
    Map<String, String> known = SHAPES.get(name);
    checkArgument(
        known != null,
        "there is no shape \"%s\"%s The shapes are %s",
        name,
        Nearest.hintOrStop(name, SHAPES.keySet()),
        String.join(", ", SHAPES.keySet()));
    Map<String, String> parameters = new TreeMap<>(known);
    if (colon >= 0) {
      for (String setting : Splitter.on(',').split(part.substring(colon + 1))) {
        int sign = setting.indexOf('=');
        String key = sign < 0 ? setting : setting.substring(0, sign);
        checkArgument(
            known.containsKey(key),
            "%s has no parameter \"%s\"%s",
            name,
            key,
            known.isEmpty()
                ? "; it has none"
                : "; it has " + String.join(", ", new TreeMap<>(known).keySet()));
        parameters.put(key, sign < 0 ? "" : setting.substring(sign + 1));
      }
    }
    parameters.forEach(
        (key, value) ->
            checkArgument(
                !value.isEmpty(),
                "%s needs %s, such as %s:%s=%s",
                name,
                key,
                name,
                key,
                known.get(key).isEmpty() ? "30d" : known.get(key)));
    return new Shape(name, parameters);
  }

  /**
   * The traffic.
   *
   * @param rate the events a second that the shapes multiply
   * @param start when time begins, milliseconds since 1970-01-01T00:00:00Z
   * @param seed the number that chance is drawn from
   */
  public Traffic traffic(double rate, long start, long seed) {
    Traffic traffic = new ConstantTraffic(rate);
    for (Shape shape : shapes) {
      try {
        traffic =
            switch (shape.name) {
              case "growth" -> traffic.times(new Growth(seconds(shape, "doubling")));
              case "daily" -> traffic.times(Rhythm.daily(start, number(shape, "swing")));
              case "weekly" -> traffic.times(Rhythm.weekly(start, number(shape, "swing")));
              case "bursts" ->
                  traffic.times(
                      new Bursts(
                          seconds(shape, "every"),
                          seconds(shape, "last"),
                          number(shape, "factor"),
                          seed));
              default -> traffic;
            };
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(shape.name + ": " + wrong.getMessage(), wrong);
      }
    }
    return traffic;
  }

  /** The arrivals of {@link #traffic}. */
  public Arrivals arrivals(double rate, long start, long seed) {
    Traffic traffic = traffic(rate, start, seed);
    return shapes.get(0).name.equals("constant")
        ? Arrivals.even(traffic)
        : Arrivals.poisson(traffic, seed);
  }

  private static double seconds(Shape shape, String key) {
    try {
      return Span.seconds(shape.parameters.get(key));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(key + ": " + wrong.getMessage(), wrong);
    }
  }

  private static double number(Shape shape, String key) {
    String text = shape.parameters.get(key);
    checkArgument(text.matches("-?[0-9]+([.][0-9]+)?"), "%s: \"%s\" is no number", key, text);
    return Double.parseDouble(text);
  }

  /** The text that it was read from. */
  @Override
  public String toString() {
    return text;
  }
}
