package dev.catchment.measure;

import static dev.catchment.measure.SeriesMemory.BEGIN;
import static dev.catchment.measure.SeriesMemory.END;
import static dev.catchment.measure.SeriesMemory.NEVER;

import dev.catchment.model.Measured;
import dev.catchment.model.Measured.Pane;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Decides which windows of one series are told, and when: on time when the watermark passes their
 * end, again when late events come that are not too late, and never a second time without a change.
 *
 * <p>A window is over when the watermark is at or after its end, and cannot be corrected any more
 * when it is at or after its end plus the allowed lateness; what comes for it then is too late.
 */
final class SeriesWindows implements Serializable {
  private static final long serialVersionUID = 1;

  private final SeriesSpec spec;
  private final WindowSpec windows;

  SeriesWindows(SeriesSpec spec) {
    this.spec = spec;
    this.windows = spec.windows();
  }

  /**
   * Takes out of a part what is too late or too far ahead.
   *
   * @param watermark how far event time has come
   * @param late is told the number of events that were too late
   * @param ahead is told the number of events that were too far ahead
   */
  void admit(Slices part, long watermark, LongConsumer late, LongConsumer ahead) {
    Iterator<Slice> slices = part.byStart().values().iterator();
    while (slices.hasNext()) {
      Slice slice = slices.next();
      if (isFinal(windows.lastEnd(slice), watermark)) {
        late.accept(slice.events());
        slices.remove();
      } else if (watermark > BEGIN
          && spec.ahead() != Long.MAX_VALUE
          && slice.newest() > watermark + spec.ahead()) {
        ahead.accept(slice.events());
        slices.remove();
      }
    }
  }

  private boolean isFinal(long end, long watermark) {
    return end <= watermark - spec.lateness();
  }

  /** Whether a part belongs to windows that are over, so that it cannot wait. */
  boolean isLate(Slices part, long watermark) {
    return part.byStart().values().stream().anyMatch(slice -> firstEnd(slice) <= watermark);
  }

  private long firstEnd(Slice slice) {
    return windows.isSession() ? slice.end() : slice.start() + windows.step();
  }

  /**
   * Windows that were told and that a part has changed, corrected.
   *
   * @param all all slices of the series, the part among them
   */
  List<Measured> correct(Slices all, Slices part, SeriesMemory memory) {
    TreeSet<Long> changed = new TreeSet<>();
    for (Slice slice : part.byStart().values()) {
      if (windows.isSession()) {
        Slice session = all.byStart().floorEntry(slice.start()).getValue();
        addIfTold(session.end(), memory, changed);
      } else {
        for (long end = firstEnd(slice); end <= windows.lastEnd(slice); end += windows.step()) {
          addIfTold(end, memory, changed);
        }
      }
    }
    return measure(all, changed, Pane.LATE);
  }

  private void addIfTold(long end, SeriesMemory memory, Set<Long> changed) {
    if (end <= memory.told && !isFinal(end, memory.watermark)) {
      changed.add(end);
    }
  }

  /** The windows that are over and have not been told, in the order of time. */
  List<Measured> advance(Slices all, SeriesMemory memory, Pane pane) {
    TreeSet<Long> over = new TreeSet<>();
    long until = memory.watermark;
    for (Slice slice : all.byStart().values()) {
      if (windows.isSession()) {
        if (slice.end() > memory.told && slice.end() <= until) {
          over.add(slice.end());
        }
        continue;
      }
      long lastEnd = Math.min(windows.lastEnd(slice), until);
      for (long end = firstEnd(slice); end <= lastEnd; end += windows.step()) {
        if (end > memory.told && isKnown(end, memory)) {
          over.add(end);
        }
      }
    }
    if (spec.zeros()) {
      addEmpty(all, memory, over);
    }
    memory.told = Math.max(memory.told, until);
    for (Slice slice : all.byStart().values()) {
      if (firstEnd(slice) <= memory.told) {
        memory.toldNewest = Math.max(memory.toldNewest, slice.newest());
      }
    }
    return measure(all, over, pane);
  }

  /** At the end of all input nothing is known of the time after the last event. */
  private boolean isKnown(long end, SeriesMemory memory) {
    return memory.watermark < END || end - windows.step() <= lastKnown(memory);
  }

  private static long lastKnown(SeriesMemory memory) {
    return memory.last == NEVER ? memory.newest : memory.last;
  }

  /** A series goes on without events until it is forgotten. */
  private void addEmpty(Slices all, SeriesMemory memory, Set<Long> over) {
    if (memory.told == Long.MIN_VALUE && all.isEmpty()) {
      return;
    }
    long end =
        memory.told == Long.MIN_VALUE
            ? firstEnd(all.byStart().firstEntry().getValue())
            : windows.sliceStart(memory.told) + windows.step();
    while (end <= memory.watermark && isKnown(end, memory)) {
      Map.Entry<Long, Slice> before = all.byStart().lowerEntry(end);
      long newest =
          before == null
              ? memory.toldNewest
              : Math.max(memory.toldNewest, before.getValue().newest());
      if (end <= newest + spec.forget()) {
        over.add(end);
        end += windows.step();
        continue;
      }
      Map.Entry<Long, Slice> next = all.byStart().ceilingEntry(end);
      if (next == null) {
        return;
      }
      end = firstEnd(next.getValue());
    }
  }

  /** The values so far of the windows that are not over and hold events. */
  List<Measured> early(Slices all, SeriesMemory memory) {
    TreeSet<Long> open = new TreeSet<>();
    for (Slice slice : all.byStart().values()) {
      long end = firstEnd(slice);
      if (end > memory.told && end > memory.watermark) {
        open.add(end);
      }
    }
    return measure(all, open, Pane.EARLY);
  }

  private List<Measured> measure(Slices all, SortedSet<Long> ends, Pane pane) {
    List<Measured> told = new ArrayList<>(ends.size());
    if (windows.isSession()) {
      for (Slice slice : all.byStart().values()) {
        if (ends.contains(slice.end())) {
          told.add(measure(slice, pane));
        }
      }
      return told;
    }
    for (long end : ends) {
      told.add(measure(window(all, end), pane));
    }
    return told;
  }

  /** The slices of a window in one, that of a single slice itself. */
  private Slice window(Slices all, long end) {
    long start = end - windows.size();
    if (windows.size() == windows.step()) {
      Slice only = all.byStart().get(start);
      return only == null ? Slice.empty(start, end, spec.metrics().create()) : only;
    }
    Slice window = Slice.empty(start, end, spec.metrics().create());
    for (Slice slice : all.byStart().subMap(start, end).values()) {
      spec.metrics().merge(window.accumulators(), slice.accumulators());
      window.grow(slice.events(), slice.oldest(), slice.newest(), end);
    }
    return window;
  }

  private Measured measure(Slice window, Pane pane) {
    double[] values = spec.metrics().values(window.accumulators(), window.end() - window.start());
    return window.events() == 0
        ? Measured.empty(window.start(), window.end(), values)
        : Measured.of(
            window.start(),
            window.end(),
            pane,
            window.events(),
            window.oldest(),
            window.newest(),
            values);
  }

  /** Drops the slices that no window needs any more. */
  void purge(Slices all, SeriesMemory memory) {
    all.byStart().values().removeIf(slice -> isFinal(windows.lastEnd(slice), memory.watermark));
  }

  /** When there is something to do next, {@link SeriesMemory#NEVER} if nothing is left to do. */
  long due(Slices all, SeriesMemory memory) {
    long due = NEVER;
    for (Slice slice : all.byStart().values()) {
      due = Math.min(due, nextEnd(slice, memory));
      if (!windows.isSession() && slice.start() > due) {
        break;
      }
    }
    if (spec.zeros() && memory.told > Long.MIN_VALUE && memory.watermark < END) {
      long next = windows.sliceStart(memory.told) + windows.step();
      if (next <= memory.newest + spec.forget()) {
        due = Math.min(due, next);
      }
    }
    return due;
  }

  /** The next end of a window with the slice that has not been told, or when it can be dropped. */
  private long nextEnd(Slice slice, SeriesMemory memory) {
    long first = firstEnd(slice);
    long last = windows.lastEnd(slice);
    if (memory.told >= last) {
      return last + spec.lateness();
    }
    return windows.isSession() || memory.told < first
        ? first
        : windows.sliceStart(memory.told) + windows.step();
  }
}
