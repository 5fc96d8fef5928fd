package dev.catchment.measure;

import dev.catchment.model.ByteSource;
import dev.catchment.model.Event;
import dev.catchment.model.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The slices of time of one series that hold events, by start. The result of adding and merging
 * does not depend on the order.
 */
final class Slices {
  private final MetricSet metrics;
  private final WindowSpec windows;
  private final TreeMap<Long, Slice> byStart = new TreeMap<>();

  Slices(MetricSet metrics, WindowSpec windows) {
    this.metrics = metrics;
    this.windows = windows;
  }

  /** Adds an event. */
  void add(Event event) {
    long time = event.timestamp();
    long start = windows.sliceStart(time);
    Slice slice = windows.isSession() ? session(start, windows.sliceEnd(start)) : at(start);
    metrics.add(slice.accumulators(), event);
    slice.grow(1, time, time, windows.isSession() ? windows.sliceEnd(time) : slice.end());
  }

  private Slice at(long start) {
    return byStart.computeIfAbsent(
        start, begin -> Slice.empty(begin, windows.sliceEnd(begin), metrics.create()));
  }

  /** Adds all slices of a part, which stays as it is. */
  void addAll(Slices part) {
    for (Slice slice : part.byStart.values()) {
      add(slice);
    }
  }

  private void add(Slice slice) {
    Slice mine = windows.isSession() ? session(slice.start(), slice.end()) : at(slice.start());
    metrics.merge(mine.accumulators(), slice.accumulators());
    mine.grow(slice.events(), slice.oldest(), slice.newest(), slice.end());
  }

  /** The one session of all that a time touches; the caller grows it to its end. */
  private Slice session(long start, long end) {
    Map.Entry<Long, Slice> before = byStart.floorEntry(start);
    long begin = before != null && before.getValue().end() > start ? before.getKey() : start;
    Collection<Slice> touched = byStart.subMap(begin, true, end, false).values();
    if (touched.size() == 1 && byStart.containsKey(begin)) {
      return byStart.get(begin);
    }
    Slice session = Slice.empty(begin, end, metrics.create());
    for (Slice slice : touched) {
      metrics.merge(session.accumulators(), slice.accumulators());
      session.grow(slice.events(), slice.oldest(), slice.newest(), slice.end());
    }
    touched.clear();
    byStart.put(begin, session);
    return session;
  }

  /** The slices in the order of time, a view: removing from it removes. */
  NavigableMap<Long, Slice> byStart() {
    return byStart;
  }

  boolean isEmpty() {
    return byStart.isEmpty();
  }

  /** The number of events. */
  long events() {
    return byStart.values().stream().mapToLong(Slice::events).sum();
  }

  /** The time of the first event. */
  long oldest() {
    return byStart.values().stream().mapToLong(Slice::oldest).min().orElse(Long.MAX_VALUE);
  }

  /** The time of the last event. */
  long newest() {
    return byStart.values().stream().mapToLong(Slice::newest).max().orElse(Long.MIN_VALUE);
  }

  /** The bytes, as {@code docs/formats/coders.md} describes. */
  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Wire.writeVarint(byStart.size(), out);
      for (Slice slice : byStart.values()) {
        Wire.writeSigned(slice.start(), out);
        Wire.writeVarint(slice.end() - slice.start(), out);
        Wire.writeVarint(slice.events(), out);
        Wire.writeVarint(slice.oldest() - slice.start(), out);
        Wire.writeVarint(slice.newest() - slice.start(), out);
        metrics.encode(slice.accumulators(), out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** Adds what {@link #toBytes} wrote. */
  void addBytes(byte[] bytes) {
    InputStream in = new ByteSource(bytes);
    try {
      long size = Wire.readVarint(in);
      for (long index = 0; index < size; index++) {
        long start = Wire.readSigned(in);
        long end = start + Wire.readVarint(in);
        long events = Wire.readVarint(in);
        long oldest = start + Wire.readVarint(in);
        long newest = start + Wire.readVarint(in);
        Slice slice = new Slice(start, end, events, oldest, newest, metrics.decode(in));
        if (windows.isSession() || byStart.containsKey(start)) {
          add(slice);
        } else {
          byStart.put(start, slice);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("slices of another format", e);
    }
  }
}
