package dev.catchment.clean;

import java.util.List;
import java.util.stream.Collectors;

/** Reads timestamps written in one of some patterns: the first that fits counts. */
final class TimePatterns extends TextParser {
  private static final long serialVersionUID = 1;

  private final List<TimePattern> patterns;

  TimePatterns(List<TimePattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  @Override
  public String toString() {
    return patterns.stream()
        .map(TimePattern::pattern)
        .collect(Collectors.joining(" or ", "a time of the pattern ", ""));
  }

  @Override
  public Object parse(String text) {
    for (TimePattern pattern : patterns) {
      long millis = pattern.find(text);
      if (millis != FixedTime.UNREADABLE) {
        return millis;
      }
    }
    throw new IllegalArgumentException("no pattern fits");
  }
}
