package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.chance.Draws;
import java.util.List;

/**
 * Who or what leaves the events of a stream, and how they are written down. A scene remembers what
 * has happened, so it is told of events in the order in which they happen. Not thread-safe.
 */
public interface Scene {
  /** A key as the messages have it. */
  String key(int key);

  /** The anomalies that it can show. */
  List<Plant> plants();

  /**
   * Writes the next event of a key.
   *
   * @param number the number of the event in the stream
   * @param time when it happens, milliseconds since 1970-01-01T00:00:00Z
   * @param draws the chance of this stream
   * @param anomaly the anomaly of its values, or null
   * @return the amount of the event, in hundredths, as it stands in the truth
   */
  long write(JsonText json, int key, long number, long time, Draws draws, Anomaly anomaly);
}
