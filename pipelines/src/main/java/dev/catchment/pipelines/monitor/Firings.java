package dev.catchment.pipelines.monitor;

import dev.catchment.model.Alert;
import dev.catchment.model.Measured;
import dev.catchment.model.SeriesKey;
import dev.catchment.pipelines.TallyMap;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SortedMap;
import org.apache.beam.sdk.values.KV;

/**
 * The names of the counts of a backtest: {@code windows/MONITOR/DAY} and {@code
 * open|updated|resolved/MONITOR/RULE/DAY}. The day, in UTC, is that in which the window ends, since
 * that is when an alert is told.
 */
final class Firings {
  private static final String WINDOWS = "windows";

  private Firings() {}

  static String window(KV<SeriesKey, Measured> window) {
    return String.join("/", WINDOWS, window.getKey().monitor(), day(window.getValue().end()));
  }

  static String alert(Alert alert) {
    return String.join(
        "/", alert.status().wireName(), alert.monitor(), alert.rule(), day(alert.windowEnd()));
  }

  /** The end is no part of a window. */
  private static String day(long end) {
    return Instant.ofEpochMilli(end - 1).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** The windows of a monitor by day. */
  static SortedMap<String, Long> windows(SortedMap<String, Long> tallies, String monitor) {
    return TallyMap.below(tallies, WINDOWS + "/" + monitor);
  }

  /** The alerts of a rule by day that were told in some way. */
  static SortedMap<String, Long> alerts(
      SortedMap<String, Long> tallies, Alert.Status status, String monitor, String rule) {
    return TallyMap.below(tallies, String.join("/", status.wireName(), monitor, rule));
  }
}
