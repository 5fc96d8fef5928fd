package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Something unusual in one series of a monitor, from the window in which it began to the one in
 * which it ended. One alert is told in several messages, which have the same {@link #id}: that it
 * opened, where late events changed a value that it updated, and that it is resolved.
 *
 * @param status what the message says
 * @param severity how bad it is, from the configuration
 * @param monitor the monitor's name
 * @param key the value of the monitor's key, empty where the monitor has none
 * @param metric the metric's name; of several metrics their names with commas
 * @param rule the name of the alert in the configuration
 * @param opened the start of the window in which it opened, milliseconds since 1970-01-01T00:00:00Z
 * @param windowStart the start of the window that the message is about, in milliseconds as well
 * @param windowEnd its end, which is no part of it
 * @param value the metric's value in that window, NaN where it has none
 * @param expected what was expected instead, NaN where nothing in particular
 * @param score how unusual the value is, 0 to 1
 * @param reason why, in words
 */
public record Alert(
    Status status,
    Severity severity,
    String monitor,
    String key,
    String metric,
    String rule,
    long opened,
    long windowStart,
    long windowEnd,
    double value,
    double expected,
    double score,
    String reason) {
  private static final int ID_BYTES = 16;

  /** What a message says of an alert. */
  public enum Status {
    OPEN(1),
    UPDATED(2),
    RESOLVED(3);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    /** The number that stands for it in the byte format. */
    public int code() {
      return code;
    }

    /** The name in messages, in lower case. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How bad an alert is. */
  public enum Severity {
    INFO(1),
    WARNING(2),
    CRITICAL(3);

    private final int code;

    Severity(int code) {
      this.code = code;
    }

    /** The number that stands for it in the byte format. */
    public int code() {
      return code;
    }

    /** The name in messages and in the configuration, in lower case. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Alert {
    checkNotNull(status, "status");
    checkNotNull(severity, "severity");
    checkNotNull(monitor, "monitor");
    checkNotNull(key, "key");
    checkNotNull(metric, "metric");
    checkNotNull(rule, "rule");
    checkNotNull(reason, "reason");
  }

  /**
   * The same for all messages of one alert, and for no other alert: 32 hexadecimal digits made of
   * monitor, key, metric, rule and the window in which it opened, so that a job that is run again
   * gives it again.
   */
  public String id() {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    try {
      Wire.writeString(monitor, parts);
      Wire.writeString(key, parts);
      Wire.writeString(metric, parts);
      Wire.writeString(rule, parts);
      Wire.writeFixed(opened, parts);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Hashing.sha256().hashBytes(parts.toByteArray()).toString().substring(0, 2 * ID_BYTES);
  }

  /** Names the alert without its key, which may be personal. */
  @Override
  public String toString() {
    return "Alert[%s %s %s.%s]".formatted(id(), status.wireName(), monitor, rule);
  }
}
