package dev.catchment.pipelines.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws the accepted events by day and channel. A long time is drawn by week or by month, and at
 * most the newest {@value #MAX_STEPS} of them, so that one stray date cannot stretch the page.
 */
final class ChannelsView {
  private static final int MAX_CHANNELS = 7;
  private static final int MAX_STEPS = 400;
  private static final String OTHER = "other channels";

  private enum Step {
    DAY("day"),
    WEEK("week"),
    MONTH("month");

    private final String word;

    Step(String word) {
      this.word = word;
    }

    LocalDate start(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }

    LocalDate next(LocalDate start) {
      return switch (this) {
        case DAY -> start.plusDays(1);
        case WEEK -> start.plusWeeks(1);
        case MONTH -> start.plusMonths(1);
      };
    }

    static Step forDays(long days) {
      return days <= MAX_STEPS ? DAY : days <= MAX_STEPS * 7L ? WEEK : MONTH;
    }
  }

  private ChannelsView() {}

  static Section section(List<ChannelDay> counts) {
    TreeSet<LocalDate> days = new TreeSet<>();
    counts.forEach(count -> days.add(count.day()));
    Step step = Step.forDays(ChronoUnit.DAYS.between(days.first(), days.last()) + 1);
    List<LocalDate> steps = steps(step, days.first(), days.last());
    List<String> channels = channels(counts);

    Map<String, Map<LocalDate, Long>> events = new HashMap<>();
    for (ChannelDay count : counts) {
      String channel = channels.contains(count.channel()) ? count.channel() : OTHER;
      events
          .computeIfAbsent(channel, unused -> new HashMap<>())
          .merge(step.start(count.day()), count.events(), Long::sum);
    }
    long all = counts.stream().mapToLong(ChannelDay::events).sum();
    String lede =
        Numbers.count(all, "accepted event", "accepted events")
            + " from "
            + days.first()
            + " to "
            + days.last()
            + ", by "
            + step.word
            + " (UTC).";

    List<Object> series = new ArrayList<>();
    Table table = Table.of("Accepted events by " + step.word + " and channel", "tall");
    table.text(step == Step.DAY ? "Day" : "From");
    List<Markup> legend = new ArrayList<>();
    for (String channel : channels) {
      Map<LocalDate, Long> values = events.getOrDefault(channel, Map.of());
      series.add(
          Map.of(
              "name",
              channel,
              "values",
              steps.stream().map(s -> values.getOrDefault(s, 0L)).toList()));
      table.number(channel);
      legend.add(Markup.of("<li>{}{}</li>", Marks.square(legend.size()), channel));
    }
    for (LocalDate start : steps) {
      List<Object> row = new ArrayList<>(List.of(start));
      channels.forEach(
          c -> row.add(Numbers.count(events.getOrDefault(c, Map.of()).getOrDefault(start, 0L))));
      table.row(row);
    }
    Markup chart =
        Markup.of(
            """
            <ul class="legend" aria-hidden="true">{}</ul>
            <div class="chart" id="channels-chart" role="img" aria-label="{}"></div>
            <details><summary>The same as a table</summary>
            {}
            </details>""",
            Markup.join(legend),
            "Stacked areas: accepted events by "
                + step.word
                + " and channel. The table below has the numbers.",
            table.markup());
    Object data =
        Map.of(
            "kind",
            "stack",
            "labels",
            steps.stream().map(LocalDate::toString).toList(),
            "series",
            series);
    return Section.of("channels", "Channels over time", lede, chart)
        .withChart("channels-chart", data);
  }

  private static List<LocalDate> steps(Step step, LocalDate first, LocalDate last) {
    List<LocalDate> steps = new ArrayList<>();
    LocalDate end = step.start(last);
    for (LocalDate start = step.start(first); !start.isAfter(end); start = step.next(start)) {
      steps.add(start);
    }
    return List.copyOf(steps.subList(Math.max(0, steps.size() - MAX_STEPS), steps.size()));
  }

  private static List<String> channels(List<ChannelDay> counts) {
    TreeMap<String, Long> totals = new TreeMap<>();
    counts.forEach(count -> totals.merge(count.channel(), count.events(), Long::sum));
    Comparator<Map.Entry<String, Long>> byName = Map.Entry.comparingByKey();
    List<String> names =
        totals.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(byName))
            .map(Map.Entry::getKey)
            .toList();
    if (names.size() <= MAX_CHANNELS + 1) {
      return names;
    }
    List<String> shown = new ArrayList<>(names.subList(0, MAX_CHANNELS));
    shown.add(OTHER);
    return shown;
  }
}
