package dev.catchment.pipelines.monitor;

import java.util.SortedMap;
import java.util.TreeMap;

/** What happened in one series; mutable. Times are milliseconds since 1970. */
final class SeriesTally {
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private long latest = Long.MIN_VALUE;
  private boolean alerting;

  /** A series of which some rows could not be read. */
  SeriesTally(long rejected) {
    counts.put("rejected", rejected);
    for (String name : new String[] {"judged", "alerts", "episodes", "unsorted"}) {
      counts.put(name, 0L);
    }
  }

  static String key(String series, String what) {
    return series + "\t" + what;
  }

  void reject() {
    counts.merge("rejected", 1L, Long::sum);
  }

  void judge(long time, boolean alert) {
    counts.merge("judged", 1L, Long::sum);
    counts.merge("unsorted", time < latest ? 1L : 0L, Long::sum);
    counts.merge("from", time, Math::min);
    counts.merge("to", time, Math::max);
    latest = Math.max(latest, time);
    if (alert) {
      counts.merge("alerts", 1L, Long::sum);
      counts.merge("episodes", alerting ? 0L : 1L, Long::sum);
      counts.merge("first", time, Math::min);
      counts.merge("last", time, Math::max);
    }
    alerting = alert;
  }

  SortedMap<String, Long> counts() {
    return counts;
  }
}
