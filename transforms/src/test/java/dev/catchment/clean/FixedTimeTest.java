package dev.catchment.clean;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.Test;

public class FixedTimeTest {
  private static final List<String> PATTERNS =
      List.of(
          "yyyy-MM-dd",
          "yyyy-MM-dd HH:mm",
          "yyyy-MM-dd'T'HH:mm:ss",
          "dd.MM.yyyy HH:mm:ss.SSS",
          "yyyyMMdd",
          "yyyyMMddHHmmss",
          "yyyyMMddHHmmssSSS",
          "HH:mm:ss MM/dd/yyyy");
  private static final List<ZoneId> ZONES =
      List.of(ZoneOffset.UTC, ZoneOffset.ofHours(-5), ZoneId.of("Europe/London"));

  @Property(tries = 5000)
  void readsWhatTheFormatterReads(
      @ForAll("patterns") String pattern,
      @ForAll("zones") ZoneId zone,
      @ForAll("times") int[] time) {
    String text = write(pattern, time);
    long millis = FixedTime.of(pattern, zone).orElseThrow().millis(text);
    if (millis == FixedTime.UNREADABLE) {
      assertFalse(text, isStrictlyValid(pattern, time));
    } else {
      assertEquals(text, reference(pattern, zone, text), millis);
    }
  }

  @Property(tries = 5000)
  void givesUpWhereTheFormatterFails(
      @ForAll("patterns") String pattern, @ForAll("damaged") String damage, @ForAll int place) {
    StringBuilder text = new StringBuilder(write(pattern, new int[] {2026, 1, 2, 3, 4, 5, 6}));
    int at = Math.floorMod(place, text.length() + 1);
    text.replace(at, Math.min(text.length(), at + 1), damage);
    long millis = FixedTime.of(pattern, ZoneOffset.UTC).orElseThrow().millis(text.toString());
    if (millis != FixedTime.UNREADABLE) {
      assertEquals(reference(pattern, ZoneOffset.UTC, text.toString()), millis);
    }
  }

  @Test
  public void leavesOtherPatternsToTheFormatter() {
    for (String pattern :
        List.of(
            "yyyy-M-d",
            "yy-MM-dd",
            "dd MMM yyyy",
            "yyyy-MM-dd[ HH:mm]",
            "HH:mm",
            "yyyy-MM",
            "yyyy-MM-dd HH",
            "yyyy-MM-dd mm:ss",
            "yyyy-MM-dd HH:mm XXX",
            "yyyy-MM-dd yyyy",
            "yyyy-MM-dd''",
            "yyyy-MM-dd'0'",
            "yyyy-MM-dd0",
            "")) {
      assertEquals(pattern, java.util.Optional.empty(), FixedTime.of(pattern, ZoneOffset.UTC));
    }
  }

  @Test
  public void readsTheHourThatAZoneSkips() {
    ZoneId london = ZoneId.of("Europe/London");
    String text = "2026-03-29 01:30";
    long millis = FixedTime.of("yyyy-MM-dd HH:mm", london).orElseThrow().millis(text);
    assertNotEquals(FixedTime.UNREADABLE, millis);
    assertEquals(reference("yyyy-MM-dd HH:mm", london, text), millis);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(PATTERNS);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZONES);
  }

  /** Year, month, day, hour, minute, second and millisecond, some just outside of their range. */
  @Provide
  Arbitrary<int[]> times() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9999),
            Arbitraries.integers().between(0, 13),
            Arbitraries.integers().between(0, 32),
            Arbitraries.integers().between(0, 25),
            Arbitraries.integers().between(0, 61),
            Arbitraries.integers().between(0, 61),
            Arbitraries.integers().between(0, 999))
        .as((y, month, d, h, m, s, milli) -> new int[] {y, month, d, h, m, s, milli});
  }

  @Provide
  Arbitrary<String> damaged() {
    return Arbitraries.of("", " ", "-", "+", "0", "9", "00", "T", "٣", "é", "\0");
  }

  private static String write(String pattern, int[] time) {
    return pattern
        .replace("'", "")
        .replace("yyyy", "%04d".formatted(time[0]))
        .replace("MM", "%02d".formatted(time[1]))
        .replace("dd", "%02d".formatted(time[2]))
        .replace("HH", "%02d".formatted(time[3]))
        .replace("mm", "%02d".formatted(time[4]))
        .replace("SSS", "%03d".formatted(time[6]))
        .replace("ss", "%02d".formatted(time[5]));
  }

  private static boolean isStrictlyValid(String pattern, int[] time) {
    boolean isTime =
        !pattern.contains("HH")
            || (time[3] < 24 && time[4] < 60 && (!pattern.contains("ss") || time[5] < 60));
    boolean isMonth = time[0] > 0 && time[1] >= 1 && time[1] <= 12;
    return isTime
        && isMonth
        && time[2] >= 1
        && time[2] <= LocalDate.of(time[0], time[1], 1).lengthOfMonth();
  }

  private static long reference(String pattern, ZoneId zone, String text) {
    TemporalAccessor parsed;
    try {
      parsed = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).parse(text);
    } catch (DateTimeParseException e) {
      return FixedTime.UNREADABLE;
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return LocalDate.from(parsed)
        .atTime(time == null ? LocalTime.MIDNIGHT : time)
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }
}
