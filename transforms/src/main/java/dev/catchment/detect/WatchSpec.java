package dev.catchment.detect;

import java.io.Serializable;
import java.util.List;

/**
 * How one monitor's windows are watched. Lengths of time are milliseconds.
 *
 * @param monitor the monitor's name
 * @param size the length of a window; of sessions the gap that ends one
 * @param step the time between the ends of two windows, 0 of sessions
 * @param lateness how long after its end a window can be corrected
 * @param forget how long after its last event a series is remembered
 * @param rules what is looked for, in the order in which it is told
 */
public record WatchSpec(
    String monitor, long size, long step, long lateness, long forget, List<AlertRule> rules)
    implements Serializable {
  public WatchSpec {
    rules = List.copyOf(rules);
  }

  /** The names of the rules. */
  public List<String> ruleNames() {
    return rules.stream().map(AlertRule::name).toList();
  }

  boolean isSession() {
    return step == 0;
  }

  /** Up to when all events are known once the watermark has come to a time. */
  long known(long watermark) {
    return isSession() ? watermark - size : Math.floorDiv(watermark, step) * step;
  }

  /** The first watermark at which all events up to a time are known. */
  long knownAt(long time) {
    return isSession() ? time + size : -Math.floorDiv(-time, step) * step;
  }
}
