package dev.catchment.detect;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Alert;
import dev.catchment.model.Alert.Severity;
import dev.catchment.model.Alert.Status;
import dev.catchment.model.Measured;
import dev.catchment.model.Measured.Pane;
import dev.catchment.model.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.Test;

/** The life of alerts, with windows of 10 ms. */
public class SeriesWatchTest {
  private static final SeriesKey SERIES = new SeriesKey("shop", "a");
  private static final int STEP = 10;

  private static AlertRule high() {
    return AlertRule.of("high", "above 5", Threshold.above(5), List.of(0), "load");
  }

  private static AlertRule silent() {
    return AlertRule.ofSilence("silent", "100 ms", new Jump());
  }

  private static WatchSpec spec(long lateness, AlertRule... rules) {
    return new WatchSpec("shop", STEP, STEP, lateness, 1_000, List.of(rules));
  }

  private static Measured window(int number, double value) {
    return window(number, value, 1);
  }

  private static Measured window(int number, double value, int events) {
    long start = (long) number * STEP;
    return Measured.of(start, start + STEP, Pane.ON_TIME, events, start + 1, start + 2, value);
  }

  /** Goes on window by window, as a watermark does. */
  private static List<String> watch(WatchSpec spec, double... values) {
    SeriesWatch watch = SeriesWatch.start(spec, SERIES);
    List<String> told = new ArrayList<>();
    for (int number = 0; number < values.length; number++) {
      List<Measured> windows = new ArrayList<>(List.of(window(number, values[number])));
      told.addAll(texts(watch.advance(windows, (number + 1L) * STEP, SeriesWatch.NEVER)));
    }
    return told;
  }

  private static List<String> texts(List<Alert> alerts) {
    return alerts.stream()
        .map(
            alert ->
                "%s %s %d-%d %s"
                    .formatted(
                        alert.rule(),
                        alert.status().wireName(),
                        alert.opened(),
                        alert.windowEnd(),
                        alert.value()))
        .toList();
  }

  @Test
  public void anAlertIsToldOnceWhenItOpensAndOnceWhenItIsOver() {
    assertEquals(
        List.of("high open 10-20 6.0", "high resolved 10-50 1.0", "high open 60-70 7.0"),
        watch(spec(0, high()), 1, 6, 9, 8, 1, 2, 7));
  }

  @Test
  public void windowsInARowOpenAndResolve() {
    assertEquals(
        List.of("high open 40-50 8.0", "high resolved 40-90 2.0"),
        watch(spec(0, high().withWindows(2, 2)), 1, 6, 1, 7, 8, 1, 6, 3, 2));
  }

  @Test
  public void aLimitHoldsAnAlertOpen() {
    assertEquals(
        List.of("high open 10-20 6.0", "high resolved 10-50 2.0"),
        watch(spec(0, high().withHold(Double.NEGATIVE_INFINITY, 3, 2)), 1, 6, 4, 3.5, 2, 4));
  }

  @Test
  public void aCoolDownLetsNoOtherOpen() {
    assertEquals(
        List.of("high open 0-10 6.0", "high resolved 0-20 1.0", "high open 50-60 7.0"),
        watch(spec(0, high().withCoolDown(Duration.ofMillis(25))), 6, 1, 7, 1, 7, 7));
  }

  @Test
  public void whatIsMissingChangesNothing() {
    assertEquals(
        List.of("high open 20-30 7.0", "high resolved 20-60 1.0"),
        watch(spec(0, high().withWindows(2, 1)), 6, Double.NaN, 7, Double.NaN, 6, 1));
  }

  @Test
  public void silenceOpensInTimeAndEndsWithTheNextEvent() {
    SeriesWatch watch = SeriesWatch.start(spec(0, silent()), SERIES);
    List<Measured> windows = new ArrayList<>(List.of(window(0, 1)));
    assertEquals(List.of(), texts(watch.advance(windows, 10, SeriesWatch.NEVER)));
    assertEquals("the window after 100 ms from 2", 110, watch.due(windows));
    assertEquals(List.of(), texts(watch.advance(windows, 109, SeriesWatch.NEVER)));
    assertEquals(
        List.of("silent open 2-102 NaN"), texts(watch.advance(windows, 110, SeriesWatch.NEVER)));
    windows.add(window(30, 1));
    assertEquals(
        List.of("silent resolved 2-310 1.0"),
        texts(watch.advance(windows, 310, SeriesWatch.NEVER)));
    assertFalse(watch.isOver());
  }

  @Test
  public void aSeriesIsForgotten() {
    SeriesWatch watch = SeriesWatch.start(spec(50, silent()), SERIES);
    List<Measured> windows = new ArrayList<>(List.of(window(0, 1)));
    watch.advance(windows, 10, SeriesWatch.NEVER);
    watch.advance(windows, 500, SeriesWatch.NEVER);
    assertEquals("1,000 ms after 2", 1_010, watch.due(windows));
    assertEquals(
        List.of("silent resolved 2-1002 NaN"),
        texts(watch.advance(windows, 1_010, SeriesWatch.NEVER)));
    assertTrue(watch.isOver());
    assertEquals(SeriesWatch.NEVER, watch.due(windows));
  }

  @Test
  public void filesEndWithTheirLastEvent() {
    SeriesWatch watch = SeriesWatch.start(spec(0, silent()), SERIES);
    List<Measured> windows = new ArrayList<>(List.of(window(0, 1)));
    assertEquals(List.of(), texts(watch.advance(windows, Long.MAX_VALUE, 109)));
    watch = SeriesWatch.start(spec(0, silent()), SERIES);
    windows = new ArrayList<>(List.of(window(0, 1)));
    assertEquals(
        List.of("silent open 2-102 NaN"), texts(watch.advance(windows, Long.MAX_VALUE, 110)));
  }

  @Test
  public void lateEventsCorrectWhatWasTold() {
    SeriesWatch watch = SeriesWatch.start(spec(100, high()), SERIES);
    List<Measured> windows =
        new ArrayList<>(List.of(window(0, 6), window(1, 1), window(2, 4), window(3, 7)));
    assertEquals(
        List.of("high open 0-10 6.0", "high resolved 0-20 1.0", "high open 30-40 7.0"),
        texts(watch.advance(windows, 40, SeriesWatch.NEVER)));
    windows.add(window(0, 9, 2));
    assertEquals(
        List.of("high updated 0-10 9.0"), texts(watch.advance(windows, 41, SeriesWatch.NEVER)));
    windows.add(window(1, 8, 2));
    assertEquals(
        "it lasted longer",
        List.of("high resolved 0-30 4.0"),
        texts(watch.advance(windows, 42, SeriesWatch.NEVER)));
    windows.add(window(0, 3, 3));
    assertEquals(
        "it began later",
        List.of("high resolved 0-10 9.0", "high open 10-20 8.0", "high resolved 10-30 4.0"),
        texts(watch.advance(windows, 43, SeriesWatch.NEVER)));
    windows.add(window(2, 6, 2));
    assertEquals(
        "and is not over: the two are one",
        List.of("high updated 10-30 4.0", "high resolved 30-40 7.0"),
        texts(watch.advance(windows, 44, SeriesWatch.NEVER)));
    watch.advance(windows, 110, SeriesWatch.NEVER);
    windows.add(window(0, 9, 4));
    assertEquals("too late", List.of(), texts(watch.advance(windows, 111, SeriesWatch.NEVER)));
  }

  /** Whatever comes late within the lateness: the alerts are those of the corrected windows. */
  @Test
  public void lateOrNotTheAlertsAreTheSame() {
    AlertRule jump =
        AlertRule.of("jump", "jump", new Jump(), List.of(0), "load")
            .withSeverity(Severity.INFO)
            .withCoolDown(Duration.ofMillis(20));
    AlertRule steady = high().withWindows(2, 2);
    WatchSpec spec = spec(200, jump, steady, silent());
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Map<Integer, Measured> right = new TreeMap<>();
      List<List<Measured>> arrivals = new ArrayList<>();
      for (int number = 0; number < 80; number++) {
        arrivals.add(new ArrayList<>());
      }
      for (int number = 0; number < 60; number++) {
        if (random.nextInt(6) == 0) {
          number = Math.min(number + random.nextInt(25), 75);
        }
        int versions = 1 + random.nextInt(3);
        int delay = 0;
        for (int version = 1; version <= versions; version++) {
          delay =
              Math.min(19, delay + (version > 1 || random.nextInt(5) == 0 ? random.nextInt(9) : 0));
          Measured window = window(number, random.nextInt(20), version);
          arrivals.get(Math.min(79, number + delay)).add(window);
          right.put(number, window);
        }
      }
      Map<String, Alert> live = new TreeMap<>();
      SeriesWatch watch = SeriesWatch.start(spec, SERIES);
      List<Measured> waiting = new ArrayList<>();
      for (int number = 0; number < 80; number++) {
        waiting.addAll(arrivals.get(number));
        Collections.shuffle(waiting, random);
        fold(watch.advance(waiting, (number + 1L) * STEP, SeriesWatch.NEVER), live);
        watch = SeriesWatch.ofBytes(spec, SERIES, watch.toBytes());
      }
      Map<String, Alert> files = new TreeMap<>();
      fold(
          SeriesWatch.start(spec, SERIES)
              .advance(new ArrayList<>(right.values()), Long.MAX_VALUE, 800),
          files);
      assertEquals("seed " + seed, outcome(files), outcome(live));
    }
  }

  /** What a receiver knows in the end, by id: whether it is open and when it opened and ended. */
  private static void fold(List<Alert> messages, Map<String, Alert> known) {
    for (Alert message : messages) {
      if (message.reason().startsWith("taken back")) {
        known.keySet().removeIf(key -> key.endsWith(message.id()));
      } else if (message.reason().startsWith("not over")) {
        known.remove("resolved " + message.id());
      } else {
        String status = message.status() == Status.RESOLVED ? "resolved " : "open ";
        known.put(status + message.id(), stripped(message));
      }
    }
  }

  /** A change of the value in the window in which an alert ended is not told. */
  private static List<String> outcome(Map<String, Alert> known) {
    return texts(List.copyOf(known.values())).stream()
        .map(text -> text.contains("resolved") ? text.substring(0, text.lastIndexOf(' ')) : text)
        .toList();
  }

  private static Alert stripped(Alert alert) {
    return alert.status() == Status.UPDATED
        ? new Alert(
            Status.OPEN,
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
            alert.reason())
        : alert;
  }

  @Test
  public void storedBytes() {
    SeriesWatch watch = SeriesWatch.start(spec(100, high()), SERIES);
    watch.advance(new ArrayList<>(List.of(window(0, 6))), 10, SeriesWatch.NEVER);
    String rule = "01 0568696768 855b0776441ec06a 0d %s 00 00 ffffffffffffffffff01";
    String window = "02 00 0a 01 02 04 01 4018000000000000";
    String message =
        "01 02 0573686f70 0261 056c6f6164 0568696768 00 00 14"
            + " 4018000000000000 4014000000000000 3ff0000000000000 0d362069732061626f76652035";
    String bytes =
        "14 04"
            + rule.formatted("01")
            + "01"
            + "ffffffffffffffffff01"
            + rule.formatted("00")
            + "01"
            + window
            + "01"
            + message;
    assertEquals(bytes.replace(" ", ""), HexFormat.of().formatHex(watch.toBytes()));
  }

  @Test
  public void aRuleThatChangedBeginsAnewAndTheOthersGoOn() {
    WatchSpec before =
        spec(100, high(), AlertRule.of("jump", "jump", new Jump(), List.of(0), "load"));
    SeriesWatch watch = SeriesWatch.start(before, SERIES);
    List<Measured> windows = new ArrayList<>(List.of(window(0, 6)));
    watch.advance(windows, 10, SeriesWatch.NEVER);
    byte[] bytes = watch.toBytes();
    assertArrayEquals(bytes, SeriesWatch.ofBytes(before, SERIES, bytes).toBytes());

    WatchSpec after =
        spec(
            100,
            AlertRule.of("new", "new", Threshold.above(0), List.of(0), "load"),
            AlertRule.of("jump", "another", new Jump(), List.of(0), "load"),
            high());
    SeriesWatch restored = SeriesWatch.ofBytes(after, SERIES, bytes);
    windows.add(window(1, 60));
    assertEquals(
        "high is still open; jump has nothing to compare with",
        List.of("new open 10-20 60.0"),
        texts(restored.advance(windows, 20, SeriesWatch.NEVER)));
  }
}
