package dev.catchment.pipelines.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in a part of the progress line how a live job does. */
final class LiveText {
  private LiveText() {}

  /**
   * The text, such as {@code 12 unread, 1.2 s behind, out in 0.3 s (99 %: 1.4 s), 3 late, 1 ahead
   * of time, 4 without a key, 0.10 % rejected, 2 alerts open}; only what is known and not 0, except
   * for what is unread and behind.
   */
  static String of(LivePoint point) {
    List<String> parts = new ArrayList<>();
    if (point.lag() != null) {
      parts.add(format("%,d unread", point.lag()));
    }
    if (point.behind() != null) {
      parts.add(format("%,.1f s behind", point.behind()));
    }
    if (point.p50() != null && point.p99() != null) {
      parts.add(format("out in %,.2f s (99 %%: %,.2f s)", point.p50(), point.p99()));
    }
    if (point.late() > 0) {
      parts.add(format("%,d late", point.late()));
    }
    if (point.future() > 0) {
      parts.add(format("%,d ahead of time", point.future()));
    }
    if (point.keyless() > 0) {
      parts.add(format("%,d without a key", point.keyless()));
    }
    if (point.rejectedShare() > 0) {
      parts.add(format("%.2f %% rejected", 100 * point.rejectedShare()));
    }
    if (point.open() > 0) {
      parts.add(format("%,d %s open", point.open(), point.open() == 1 ? "alert" : "alerts"));
    }
    return String.join(", ", parts);
  }

  private static String format(String text, Object... arguments) {
    return String.format(Locale.ROOT, text, arguments);
  }
}
