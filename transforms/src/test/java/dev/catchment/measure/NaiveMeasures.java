package dev.catchment.measure;

import dev.catchment.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The sums of a shop's events by window, in the plainest way: the twin of the real thing. */
final class NaiveMeasures {
  private NaiveMeasures() {}

  /** {@code shop start end: events sum} of each window that holds events, in order. */
  static List<String> of(WindowSpec windows, List<Event> events) {
    Map<String, List<Event>> byShop =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> event.values().getString(0), TreeMap::new, Collectors.toList()));
    List<String> all = new ArrayList<>();
    byShop.forEach(
        (shop, own) -> {
          for (long[] window :
              windows.isSession() ? sessions(windows, own) : regular(windows, own)) {
            List<Event> inside =
                own.stream()
                    .filter(
                        event -> event.timestamp() >= window[0] && event.timestamp() < window[1])
                    .toList();
            double sum = inside.stream().mapToDouble(event -> event.values().getDouble(1)).sum();
            all.add("%s %d %d: %d %.1f".formatted(shop, window[0], window[1], inside.size(), sum));
          }
        });
    return all.stream().sorted().toList();
  }

  private static List<long[]> regular(WindowSpec windows, List<Event> events) {
    TreeSet<Long> starts = new TreeSet<>();
    for (Event event : events) {
      for (long start = Math.floorDiv(event.timestamp(), windows.step()) * windows.step();
          start > event.timestamp() - windows.size();
          start -= windows.step()) {
        starts.add(start);
      }
    }
    return starts.stream().map(start -> new long[] {start, start + windows.size()}).toList();
  }

  private static List<long[]> sessions(WindowSpec windows, List<Event> events) {
    List<long[]> sessions = new ArrayList<>();
    for (long time : events.stream().mapToLong(Event::timestamp).sorted().toArray()) {
      long[] last = sessions.isEmpty() ? null : sessions.get(sessions.size() - 1);
      if (last != null && time < last[1]) {
        last[1] = time + windows.size();
      } else {
        sessions.add(new long[] {time, time + windows.size()});
      }
    }
    return sessions;
  }
}
