package dev.catchment.pipelines.repair;

import dev.catchment.pipelines.config.YamlText;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes small pieces of YAML. */
final class Yaml {
  private Yaml() {}

  /** A text, quoted where it would not be read as itself. */
  static String scalar(String text) {
    if (text == null) {
      return "null";
    }
    return YamlText.isPlain(text) ? text : YamlText.single(text);
  }

  /** A mapping on one line. */
  static String flow(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> scalar(entry.getKey()) + ": " + scalar(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
