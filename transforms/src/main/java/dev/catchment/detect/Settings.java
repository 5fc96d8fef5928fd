package dev.catchment.detect;

import static dev.catchment.detect.DetectorException.check;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** What a configuration says of a detector: texts by the names of the settings. */
final class Settings {
  private final String kind;
  private final Map<String, String> texts;

  private Settings(String kind, Map<String, String> texts) {
    this.kind = kind;
    this.texts = Map.copyOf(texts);
  }

  /** Settings of a kind of detector, which takes those that are allowed and no other. */
  static Settings of(String kind, Map<String, String> texts, Set<String> allowed) {
    for (String name : new TreeSet<>(texts.keySet())) {
      check(
          allowed.contains(name),
          name,
          "the detector %s has no setting %s; it takes %s",
          kind,
          name,
          allowed.isEmpty() ? "none" : String.join(", ", new TreeSet<>(allowed)));
    }
    return new Settings(kind, texts);
  }

  boolean has(String name) {
    return texts.containsKey(name);
  }

  String text(String name, String fallback) {
    return texts.getOrDefault(name, fallback);
  }

  OptionalDouble number(String name) {
    String text = texts.get(name);
    if (text == null) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(text);
      check(
          Double.isFinite(number),
          name,
          "%s of the detector %s is %s, no finite number",
          name,
          kind,
          text);
      return OptionalDouble.of(number);
    } catch (NumberFormatException e) {
      throw new DetectorException(
          name, "%s of the detector %s is %s, no number".formatted(name, kind, text));
    }
  }

  /** Whether a setting is {@code true}; {@code false} unless it is given. */
  boolean flag(String name) {
    String text = texts.getOrDefault(name, "false");
    check(
        text.equals("true") || text.equals("false"),
        name,
        "%s of the detector %s is %s; it must be true or false",
        name,
        kind,
        text);
    return text.equals("true");
  }

  /** A number from a least to a largest one. */
  double number(String name, double fallback, double least, double largest) {
    double number = number(name).orElse(fallback);
    check(
        number >= least && number <= largest,
        name,
        "%s of the detector %s is %s; it must be from %s to %s",
        name,
        kind,
        number,
        least,
        largest);
    return number;
  }

  /** A whole number from a least to a largest one. */
  int count(String name, int fallback, int least, int largest) {
    double number = number(name, fallback, least, largest);
    check(
        number == Math.rint(number),
        name,
        "%s of the detector %s is %s, no whole number",
        name,
        kind,
        number);
    return (int) number;
  }

  /** A length of time such as {@code 90s}, {@code 15m}, {@code 6h}, {@code 7d}. */
  Duration duration(String name, Duration fallback) {
    String text = texts.get(name);
    if (text == null) {
      check(
          fallback != null,
          name,
          "the detector %s needs %s, a length of time such as 15m",
          kind,
          name);
      return fallback;
    }
    check(
        text.matches("[1-9][0-9]{0,8}[smhd]"),
        name,
        "%s of the detector %s is %s; a length of time is a whole number and s, m, h or d, such as"
            + " 15m",
        name,
        kind,
        text);
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
