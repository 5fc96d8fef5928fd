package dev.catchment.detect;

import com.google.common.base.Strings;

/** A detector that cannot be made of its settings; the message names the setting and the fix. */
public final class DetectorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String setting;

  DetectorException(String setting, String message) {
    super(message);
    this.setting = setting;
  }

  /** The name of the setting that is wrong or missing, empty where it is the kind. */
  public String setting() {
    return setting;
  }

  /** Throws one with a message whose {@code %s} are the arguments, unless a condition holds. */
  static void check(boolean condition, String setting, String message, Object... arguments) {
    if (!condition) {
      throw new DetectorException(setting, Strings.lenientFormat(message, arguments));
    }
  }
}
