package dev.catchment.pipelines;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows what people write where a path is wanted, and what they meant. */
final class PathText {
  private static final Pattern HOME = Pattern.compile("(\\w[\\w-]*=)?~(/.*)?");
  private static final Pattern WINDOWS = Pattern.compile("(\\w[\\w-]*=)?([A-Za-z]):[\\\\/](.*)");
  private static final Pattern ONE_SLASH = Pattern.compile("(\\w[\\w-]*=)?(gs|s3|hdfs):/?([^/].*)");

  private PathText() {}

  /**
   * What is wrong with a path, and the right one.
   *
   * @param message what is wrong, with the fix
   * @param right the right path
   */
  record Fault(String message, String right) {}

  /** The fault of a value, with or without {@code SOURCE=} before it; empty when it has none. */
  static Optional<Fault> fault(String value) {
    Matcher home = HOME.matcher(value);
    if (home.matches()) {
      String right = text(home.group(1)) + System.getProperty("user.home") + text(home.group(2));
      return Optional.of(new Fault("the shell leaves ~ as it is there; write " + right, right));
    }
    Matcher windows = WINDOWS.matcher(value);
    if (windows.matches()) {
      String right =
          "%s/mnt/%s/%s"
              .formatted(
                  text(windows.group(1)),
                  windows.group(2).toLowerCase(Locale.ROOT),
                  windows.group(3).replace('\\', '/'));
      return Optional.of(
          new Fault("that is a path of Windows; write it as this machine has it: " + right, right));
    }
    Matcher slash = ONE_SLASH.matcher(value);
    if (slash.matches()) {
      String right = text(slash.group(1)) + slash.group(2) + "://" + slash.group(3);
      return Optional.of(
          new Fault("two slashes follow %s:; write %s".formatted(slash.group(2), right), right));
    }
    return Optional.empty();
  }

  private static String text(String group) {
    return group == null ? "" : group;
  }
}
