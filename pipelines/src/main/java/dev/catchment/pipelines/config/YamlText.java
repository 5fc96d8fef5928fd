package dev.catchment.pipelines.config;

import java.util.Locale;
import java.util.Set;

/** How a text is written as a scalar of YAML. */
public final class YamlText {
  /** Words that YAML does not take for texts. */
  private static final Set<String> NO_TEXTS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private YamlText() {}

  /** Whether a text is read as itself without quotes. */
  public static boolean isPlain(String text) {
    return text.matches("[A-Za-z_][A-Za-z0-9_./-]*")
        && !NO_TEXTS.contains(text.toLowerCase(Locale.ROOT));
  }

  /** A text without control characters in single quotes; those of its own are doubled. */
  public static String single(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
