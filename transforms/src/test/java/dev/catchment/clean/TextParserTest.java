package dev.catchment.clean;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.FieldType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;

public class TextParserTest {
  @Test
  public void readsWholeNumbers() {
    TextParser whole = TextParser.of(FieldType.INTEGER);
    assertEquals(-12L, whole.parse("-12"));
    assertEquals(17850L, whole.parse("17850.0"));
    assertEquals(1200L, whole.parse("1.2e3"));
    assertUnreadable(whole, "1.5", "", "x", "1,5", "9223372036854775808", "0x10", "1e400");
  }

  @Test
  public void readsDecimals() {
    TextParser decimal = TextParser.of(FieldType.DECIMAL);
    assertEquals(-1.5, decimal.parse("-1.5"));
    assertEquals(1e-3, decimal.parse("1e-3"));
    assertEquals(3.0, decimal.parse("3."));
    assertUnreadable(decimal, "", "NaN", "Infinity", "1e999", "1d", "1f", "0x1p3", "1,5", "one");
  }

  @Test
  public void readsTruth() {
    TextParser truth = TextParser.of(FieldType.BOOLEAN);
    assertEquals(true, truth.parse("Yes"));
    assertEquals(false, truth.parse("0"));
    assertUnreadable(truth, "", "maybe");
  }

  @Test
  public void readsIsoTimes() {
    TextParser iso = TextParser.of(FieldType.TIMESTAMP);
    assertEquals(millis("2026-01-02T03:04:05Z"), iso.parse("2026-01-02T03:04:05Z"));
    assertEquals(millis("2026-01-02T03:04:05.678Z"), iso.parse("2026-01-02T03:04:05.678Z"));
    assertEquals(millis("2026-01-02T01:04:05Z"), iso.parse("2026-01-02T03:04:05+02:00"));
    assertEquals(millis("2026-01-02T01:04:05.500Z"), iso.parse("2026-01-02T03:04:05.500+0200"));
    assertEquals(millis("2026-01-02T03:04:05Z"), iso.parse("2026-01-02 03:04:05"));
    assertEquals(millis("2026-01-02T03:04:00Z"), iso.parse("2026-01-02 03:04"));
    assertEquals(millis("2026-01-02T00:00:00Z"), iso.parse("2026-01-02"));
    assertUnreadable(iso, "", "2026-13-01", "02/01/2026", "2026-01-02T25:00:00Z", "yesterday");
  }

  @Test
  public void readsTimesOfAPatternInAZone() {
    TextParser london =
        SerializableUtils.clone(
            TextParser.ofPattern("dd.MM.yyyy HH:mm", ZoneId.of("Europe/London")));
    assertEquals(millis("2026-07-01T11:30:00Z"), london.parse("01.07.2026 12:30"));
    assertEquals(millis("2026-01-01T12:30:00Z"), london.parse("01.01.2026 12:30"));
    TextParser day = TextParser.ofPattern("yyyyMMdd", ZoneOffset.UTC);
    assertEquals(millis("1997-01-18T00:00:00Z"), day.parse("19970118"));
    assertUnreadable(day, "1997-01-18", "19971301", "");
  }

  @Test
  public void takesNoDayForAnother() {
    assertUnreadable(TextParser.of(FieldType.TIMESTAMP), "2026-02-30", "2026-01-01 24:30");
    assertUnreadable(TextParser.ofPattern("dd.MM.yyyy", ZoneOffset.UTC), "31.04.2026", "0.1.2026");
  }

  @Test
  public void readsThePatternsThatPeopleWrite() {
    assertEquals(
        millis("2026-01-02T15:04:00Z"),
        TextParser.ofPattern("M/d/yyyy h:mm a", ZoneOffset.UTC).parse("1/2/2026 3:04 PM"));
    assertEquals(
        millis("2026-01-02T15:00:00Z"),
        TextParser.ofPattern("yy-MMM-dd HH", ZoneOffset.UTC).parse("26-Jan-02 15"));
    assertEquals(
        millis("2026-01-02T14:04:05Z"),
        TextParser.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", ZoneOffset.UTC)
            .parse("2026-01-02T15:04:05+01:00"));
  }

  @Test
  public void refusesPatternsThatDoNotTellTheDayOrTheHour() {
    assertRefused("HH:mm", "does not tell the day");
    assertRefused("yyyy-MM", "does not tell the day");
    assertRefused("yyyy-MM-dd hh:mm", "does not tell the hour; write HH, or hh and a");
    assertRefused("yyyy-MM-dd foo", "Unknown pattern letter");
  }

  private static void assertRefused(String pattern, String words) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> TextParser.ofPattern(pattern, ZoneOffset.UTC));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains(words));
  }

  @Test
  public void readsCountsSince1970() {
    assertEquals(1_700_000_000_000L, TextParser.ofEpoch(1000).parse("1700000000"));
    assertEquals(5L, TextParser.ofEpoch(1).parse("5"));
    assertUnreadable(TextParser.ofEpoch(1000), "9223372036854775807", "soon");
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static void assertUnreadable(TextParser parser, String... texts) {
    for (String text : List.of(texts)) {
      RuntimeException failure =
          assertThrows(text, RuntimeException.class, () -> parser.parse(text));
      assertTrue(text + " " + failure, TextParser.isUnreadable(failure));
    }
  }
}
