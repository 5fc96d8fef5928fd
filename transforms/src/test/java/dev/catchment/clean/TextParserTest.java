package dev.catchment.clean;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.FieldType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
  public void aYearThatCannotBeCountedIsUnreadable() {
    assertUnreadable(TextParser.of(FieldType.TIMESTAMP), "+999999999-01-01T00:00:00Z");
    assertUnreadable(TextParser.ofPattern("yyyyMMdd", ZoneOffset.UTC), "+9999999990101");
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

  @Test
  public void readsTheFirstPatternThatFits() {
    TextParser either =
        SerializableUtils.clone(
            TextParser.ofPatterns(
                List.of("d/M/yyyy", "MM/dd/yyyy", "dd.MM.yyyy HH:mm"), ZoneId.of("Europe/Berlin")));
    assertEquals(millis("2026-03-31T22:00:00Z"), either.parse("01/04/2026"));
    assertEquals(millis("2026-04-12T22:00:00Z"), either.parse("04/13/2026"));
    assertEquals(millis("2026-01-02T14:04:00Z"), either.parse("02.01.2026 15:04"));
    assertUnreadable(either, "", "2026-01-02", "31/02/2026", "13/13/2026", "01/04/2026 10:00");
  }

  @Test
  public void readsNumbersWithGroupMarks() {
    TextParser comma = SerializableUtils.clone(TextParser.ofGrouped(FieldType.DECIMAL, ','));
    assertEquals(1234.5, comma.parse("1.234,5"));
    assertEquals(-1234567.25, comma.parse("-1 234 567,25"));
    assertEquals(1234567.0, comma.parse("1\u00a0234\u00a0567"));
    assertEquals(1234567.5, comma.parse("1'234'567,5"));
    assertEquals(0.5, comma.parse(",5"));
    assertEquals(7.0, comma.parse("+7"));
    assertEquals(-3.0, comma.parse("\u22123"));
    assertEquals(1234.5, TextParser.ofGrouped(FieldType.DECIMAL, '.').parse("1,234.5"));
    TextParser whole = TextParser.ofGrouped(FieldType.INTEGER, ',');
    assertEquals(1234L, whole.parse("1.234"));
    assertEquals(12L, whole.parse("12,00"));
    assertUnreadable(whole, "12,5", "9.223.372.036.854.775.808");
  }

  @Test
  public void takesNoDecimalMarkForAGroupMark() {
    assertUnreadable(
        TextParser.ofGrouped(FieldType.DECIMAL, ','),
        "12.34",
        "1.2345",
        "1234.567",
        "1.234.5",
        "1.234 567",
        "1,234,5",
        "1,234.5",
        ".5",
        "5,",
        "1.",
        "",
        "-",
        "--1",
        "1-",
        "1e3",
        "NaN",
        "0x1",
        "1..234",
        "1.23,4");
  }

  @Test
  public void readsMoneyWithItsCurrencyOnEitherSide() {
    assertMoney('.', "£12.50", 12.5, "GBP");
    assertMoney('.', "12.50 USD", 12.5, "USD");
    assertMoney('.', "-$1,234.50", -1234.5, "USD");
    assertMoney('.', "$-1.00", -1.0, "USD");
    assertMoney('.', "12.50", 12.5, null);
    assertMoney(',', "EUR 1.234,56", 1234.56, "EUR");
    assertMoney(',', "1.234,56 €", 1234.56, "EUR");
    assertMoney(',', "1 234 chf", 1234.0, "CHF");
    assertMoney(',', "\u22125,00\u00a0€", -5.0, "EUR");
    for (TextParser parser : List.of(TextParser.ofAmount('.'), TextParser.ofCurrency())) {
      assertUnreadable(
          parser, "", "EUR", "$5 USD", "12.50 XYZW", "12.50 QQQ", "5-", "- -5 EUR", "-");
    }
    assertUnreadable(TextParser.ofAmount('.'), "EUR 1.234,56", "1.2.3", "--5");
  }

  private static void assertMoney(char mark, String text, double amount, String currency) {
    assertEquals(text, amount, SerializableUtils.clone(TextParser.ofAmount(mark)).parse(text));
    assertEquals(text, currency, SerializableUtils.clone(TextParser.ofCurrency()).parse(text));
  }

  @Test
  public void readsCodesAndNothingElse() {
    TextParser codes =
        SerializableUtils.clone(
            TextParser.ofCodes(Map.of("low", "1", "high", "3"), TextParser.of(FieldType.INTEGER)));
    assertEquals(3L, codes.parse("high"));
    assertUnreadable(codes, "", "High", "1", "medium");
    assertThrows(
        IllegalArgumentException.class,
        () -> TextParser.ofCodes(Map.of("low", "one"), TextParser.of(FieldType.INTEGER)));
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
