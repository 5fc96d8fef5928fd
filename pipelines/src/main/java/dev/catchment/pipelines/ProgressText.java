package dev.catchment.pipelines;

import dev.catchment.account.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Says in one line how far a job is. */
final class ProgressText {
  /** Before this time an estimate of what remains means nothing. */
  private static final double FIRST_ESTIMATE_SECONDS = 5;

  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private ProgressText() {}

  /**
   * The line: what was counted, how fast and for how long; then, where the amount is known, how
   * much of it is done and when the rest will be; then what was written.
   *
   * @param amount what there is to do
   * @param counts the counts so far
   * @param state what is known where nothing is counted yet, such as {@code starting}
   * @param seconds the time since the start
   */
  static String of(
      Amount amount, Map<String, Long> counts, Supplier<String> state, double seconds) {
    List<String> parts = new ArrayList<>();
    long counted = counts.getOrDefault(amount.counted(), 0L);
    long done = counts.getOrDefault(amount.measure(), 0L);
    long written = counts.getOrDefault(Progress.WRITTEN, 0L);
    boolean all = amount.total() > 0 && done >= amount.total();
    if (counted > 0) {
      parts.add(format("%,d %s", counted, amount.noun()));
      if (!all) {
        parts.add(format("%,.0f a second", counted / Math.max(seconds, 1)));
      }
    }
    parts.add(time(seconds));
    if (all) {
      parts.add(amount.done() + " all");
    } else if (amount.total() > 0 && done > 0) {
      parts.add(format("%s %d %%", amount.done(), (long) (100.0 * done / amount.total())));
      if (seconds >= FIRST_ESTIMATE_SECONDS) {
        parts.add("the rest in " + time(seconds * (amount.total() - done) / done));
      }
    }
    if (written > 0) {
      parts.add(format("%,d written", written));
    } else if (all) {
      parts.add("writing");
    }
    if (counts.isEmpty()) {
      parts.add(state.get());
    }
    return String.join(", ", parts);
  }

  /** A time span: {@code 12 s}, {@code 3 min 05 s}, {@code 2 h 05 min}. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < MINUTE) {
      return format("%d s", whole);
    }
    return whole < HOUR
        ? format("%d min %02d s", whole / MINUTE, whole % MINUTE)
        : format("%d h %02d min", whole / HOUR, whole % HOUR / MINUTE);
  }

  private static String format(String text, Object... arguments) {
    return String.format(Locale.ROOT, text, arguments);
  }
}
