package dev.catchment.detect;

import static dev.catchment.detect.DetectorException.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The detectors by the names that a configuration gives them. */
public final class Detectors {
  private record Kind(Set<String> settings, Function<Settings, Detector<?>> make) {}

  /** The kind of the default detector, which needs no settings. */
  public static final String DEFAULT = "novelty";

  private static final Map<String, Kind> KINDS =
      new TreeMap<>(
          Map.of(
              "absence",
              new Kind(Set.of("after", "times"), Absence::of),
              "change",
              new Kind(Set.of("above", "below", "per", "relative"), ChangeRate::of),
              "cusum",
              new Kind(Set.of("target", "deviation", "learn", "slack", "limit"), Cusum::of),
              "ewma",
              new Kind(Set.of("target", "deviation", "learn", "weight", "limit"), EwmaChart::of),
              "hotelling",
              new Kind(Set.of("width", "limit", "memory", "learn"), Hotelling::of),
              DEFAULT,
              new Kind(Set.of(), Novelty::of),
              "seasonal",
              new Kind(Set.of("period", "zone", "limit", "learn"), Seasonal::of),
              "stuck",
              new Kind(Set.of("after"), Stuck::of),
              "threshold",
              new Kind(Set.of("above", "below"), Threshold::of),
              "zscore",
              new Kind(Set.of("limit", "memory", "learn"), ZScore::of)));

  private Detectors() {}

  /** The names of the kinds, in alphabetic order. */
  public static Set<String> kinds() {
    return new TreeSet<>(KINDS.keySet());
  }

  /** The names of the settings that a kind takes. */
  public static Set<String> settings(String kind) {
    return new TreeSet<>(kind(kind).settings());
  }

  /**
   * The detector of a kind.
   *
   * @param settings the values as written, by the names of the settings: numbers, and lengths of
   *     time such as {@code 15m}
   * @throws DetectorException if there is no such kind or a setting is unknown, missing or out of
   *     its range
   */
  public static Detector<?> of(String kind, Map<String, String> settings) {
    Kind known = kind(kind);
    return known.make().apply(Settings.of(kind, settings, known.settings()));
  }

  private static Kind kind(String name) {
    check(
        KINDS.containsKey(name),
        "",
        "there is no detector %s; there are %s",
        name,
        String.join(", ", KINDS.keySet()));
    return KINDS.get(name);
  }
}
