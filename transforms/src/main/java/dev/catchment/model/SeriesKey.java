package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

/**
 * Which series of values: a monitor, and the value of its key.
 *
 * @param monitor the monitor's name
 * @param key the value of its key, empty where it has none
 */
public record SeriesKey(String monitor, String key) {
  public SeriesKey {
    checkNotNull(monitor, "monitor");
    checkNotNull(key, "key");
  }

  /** Names the monitor without the key, which may be personal. */
  @Override
  public String toString() {
    return "SeriesKey[" + monitor + "]";
  }
}
