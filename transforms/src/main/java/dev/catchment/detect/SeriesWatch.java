package dev.catchment.detect;

import dev.catchment.model.Alert;
import dev.catchment.model.Alert.Status;
import dev.catchment.model.AlertCoder;
import dev.catchment.model.ByteSource;
import dev.catchment.model.Measured;
import dev.catchment.model.MeasuredCoder;
import dev.catchment.model.SeriesKey;
import dev.catchment.model.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/**
 * Watches one series: takes its windows in the order of time once the watermark has passed them,
 * and says what there is to tell.
 *
 * <p>Where windows can be corrected, it remembers them and what was known before them. When one of
 * them is corrected, all of them are judged again, and what is now different is told: so that in
 * the end the alerts are those of the corrected windows, as if no event had been late.
 *
 * <p>Memory: that of the rules' detectors, twice where windows can be corrected, and 30 bytes and 8
 * for each metric for each of the lateness / step + 1 last windows, and 150 bytes for each message
 * about one of these. It ends when the series is forgotten.
 */
final class SeriesWatch {
  /** No time. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long BEGIN = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
  private static final long END = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  private final WatchSpec spec;
  private final SeriesKey series;
  private final TreeMap<Long, Measured> correctable = new TreeMap<>();
  private final List<Alert> told = new ArrayList<>();
  private Fold before;
  private Fold now;
  private long watermark = BEGIN;

  private SeriesWatch(WatchSpec spec, SeriesKey series) {
    this.spec = spec;
    this.series = series;
  }

  /** Of a series of which nothing is known. */
  static SeriesWatch start(WatchSpec spec, SeriesKey series) {
    SeriesWatch watch = new SeriesWatch(spec, series);
    watch.before = Fold.start(spec);
    watch.now = Fold.start(spec);
    return watch;
  }

  /**
   * Goes on to a watermark.
   *
   * @param waiting windows that have not been taken; those that are are removed
   * @param time the watermark
   * @param last the time of the last event of all series, {@link #NEVER} where it is not known
   * @return what there is to tell, in the order of time
   */
  List<Alert> advance(List<Measured> waiting, long time, long last) {
    long was = watermark;
    watermark = Math.max(watermark, time);
    TreeMap<Long, Measured> fresh = new TreeMap<>();
    boolean corrected = false;
    // Of two words on one window the later one knows of more events.
    waiting.sort(Comparator.comparingLong(Measured::events));
    for (Measured window : waiting) {
      if (window.end() > was && window.end() <= watermark) {
        put(window, fresh);
      } else if (window.end() <= was && !isFinal(window.end(), was)) {
        put(window, correctable);
        corrected = true;
      }
    }
    waiting.removeIf(window -> window.end() <= watermark);
    List<Alert> messages = new ArrayList<>();
    if (corrected) {
      correctable.putAll(fresh);
      again(was, last, messages);
    } else {
      on(now, fresh.values(), last, messages);
      told.addAll(messages);
      correctable.putAll(fresh);
    }
    settle();
    return messages;
  }

  /** Windows begin at different times; a session replaces those that have become a part of it. */
  private void put(Measured window, NavigableMap<Long, Measured> windows) {
    if (spec.isSession()) {
      windows.subMap(window.start(), window.end()).clear();
    }
    windows.put(window.start(), window);
  }

  private boolean isFinal(long end, long at) {
    return end <= at - spec.lateness();
  }

  private void on(Fold fold, Collection<Measured> windows, long last, List<Alert> messages) {
    windows.forEach(window -> fold.take(series, window, messages));
    long known = watermark < END ? spec.known(watermark) : last == NEVER ? BEGIN : spec.known(last);
    fold.passTo(series, known, messages);
  }

  /** Judges all windows that can be corrected again, and tells the difference. */
  private void again(long was, long last, List<Alert> messages) {
    now = before.copy();
    List<Alert> right = new ArrayList<>();
    on(now, correctable.values(), last, right);
    right.removeIf(alert -> isFinal(alert.windowEnd(), was));
    for (Alert wrong : told) {
      if (find(right, wrong) == null) {
        takeBack(wrong, right, messages);
      }
    }
    for (Alert alert : right) {
      Alert earlier = find(told, alert);
      if (earlier == null) {
        messages.add(alert);
      } else if (alert.status() == Status.OPEN && !alert.equals(earlier)) {
        messages.add(with(Status.UPDATED, alert.reason(), alert));
      } else if (alert.windowStart() != earlier.windowStart()) {
        messages.add(alert);
      }
    }
    told.clear();
    told.addAll(right);
  }

  private static Alert find(List<Alert> alerts, Alert wanted) {
    for (Alert alert : alerts) {
      if (alert.status() == wanted.status()
          && alert.opened() == wanted.opened()
          && alert.rule().equals(wanted.rule())) {
        return alert;
      }
    }
    return null;
  }

  /** An alert that was not, or that is not over. */
  private void takeBack(Alert wrong, List<Alert> right, List<Alert> messages) {
    if (wrong.status() == Status.OPEN) {
      messages.add(with(Status.RESOLVED, "taken back: late events changed the values", wrong));
    } else if (find(told, with(Status.OPEN, "", wrong)) == null
        || find(right, with(Status.OPEN, "", wrong)) != null) {
      messages.add(with(Status.UPDATED, "not over: late events changed the values", wrong));
    }
  }

  private static Alert with(Status status, String reason, Alert alert) {
    return new Alert(
        status,
        alert.severity(),
        alert.monitor(),
        alert.key(),
        alert.metric(),
        alert.rule(),
        alert.opened(),
        alert.windowStart(),
        alert.windowEnd(),
        alert.value(),
        alert.expected(),
        alert.score(),
        reason);
  }

  /** What cannot be corrected any more is known for good. */
  private void settle() {
    if (spec.lateness() == 0 || watermark >= END) {
      correctable.clear();
      told.clear();
      return;
    }
    List<Alert> known = new ArrayList<>();
    while (!correctable.isEmpty()
        && isFinal(correctable.firstEntry().getValue().end(), watermark)) {
      before.take(series, correctable.pollFirstEntry().getValue(), known);
    }
    told.removeIf(alert -> isFinal(alert.windowEnd(), watermark));
  }

  /**
   * The watermark at which there is something to do next.
   *
   * @param waiting the windows that have not been taken
   */
  long due(List<Measured> waiting) {
    if (watermark >= END) {
      return NEVER;
    }
    long due = waiting.stream().mapToLong(Measured::end).min().orElse(NEVER);
    if (!now.isForgotten()) {
      return Math.min(due, spec.knownAt(now.deadline()));
    }
    return correctable.isEmpty()
        ? due
        : Math.min(due, correctable.lastEntry().getValue().end() + spec.lateness());
  }

  /** Whether nothing has to be remembered. */
  boolean isOver() {
    return now.isForgotten() && correctable.isEmpty();
  }

  /** The bytes, as {@code docs/formats/coders.md} describes. */
  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Wire.writeSigned(watermark, out);
      now.encode(out);
      out.write(spec.lateness() > 0 ? 1 : 0);
      if (spec.lateness() > 0) {
        before.encode(out);
        Wire.writeVarint(correctable.size(), out);
        for (Measured window : correctable.values()) {
          MeasuredCoder.of().encode(window, out);
        }
        Wire.writeVarint(told.size(), out);
        for (Alert alert : told) {
          AlertCoder.of().encode(alert, out);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  static SeriesWatch ofBytes(WatchSpec spec, SeriesKey series, byte[] bytes) {
    SeriesWatch watch = new SeriesWatch(spec, series);
    InputStream in = new ByteSource(bytes);
    try {
      watch.watermark = Wire.readSigned(in);
      watch.now = Fold.decode(spec, in);
      if (Wire.readByte(in) == 0) {
        watch.before = watch.now.copy();
        return watch;
      }
      watch.before = Fold.decode(spec, in);
      for (int left = Wire.readLength(in); left > 0; left--) {
        Measured window = MeasuredCoder.of().decode(in);
        watch.correctable.put(window.start(), window);
      }
      for (int left = Wire.readLength(in); left > 0; left--) {
        watch.told.add(AlertCoder.of().decode(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a watched series of another format", e);
    }
    return watch;
  }
}
