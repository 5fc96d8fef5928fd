package dev.catchment.pipelines.repair;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes small pieces of YAML. */
final class Yaml {
  private static final Set<String> WORDS = Set.of("null", "true", "false", "yes", "no");

  private Yaml() {}

  /** A text, quoted where it would not be read as itself. */
  static String scalar(String text) {
    if (text == null) {
      return "null";
    }
    boolean isPlain = text.matches("[A-Za-z][A-Za-z0-9_./-]*") && !WORDS.contains(text);
    return isPlain ? text : "'" + text.replace("'", "''") + "'";
  }

  /** A mapping on one line. */
  static String flow(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> scalar(entry.getKey()) + ": " + scalar(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
