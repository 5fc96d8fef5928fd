package dev.catchment.pipelines.infer;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** Times of a known form are recognised, and read as what they are. */
public class TimesTest {
  private static final LocalDateTime FIRST = LocalDateTime.of(2023, 11, 27, 22, 7, 5);
  private static final int HOURS = 31;

  /** Patterns that times are written in, and the pattern that is proposed. */
  private static final List<List<String>> FORMS =
      List.of(
          List.of("yyyy-MM-dd", ""),
          List.of("yyyy-MM-dd HH:mm:ss", ""),
          List.of("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", ""),
          List.of("yyyy-MM-dd'T'HH:mm:ssXXX", ""),
          List.of("dd/MM/yyyy", "dd/MM/yyyy"),
          List.of("MM/dd/yyyy HH:mm", "MM/dd/yyyy HH:mm"),
          List.of("M/d/yyyy h:mm a", "M/d/yyyy h:mm a"),
          List.of("M/d/yy H:mm", "M/d/yy H:mm"),
          List.of("dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm:ss"),
          List.of("d.M.yyyy", "d.M.yyyy"),
          List.of("dd-MM-yyyy", "dd-MM-yyyy"),
          List.of("yyyy/MM/dd HH:mm", "yyyy/MM/dd HH:mm"),
          List.of("yyyyMMdd", "yyyyMMdd"),
          List.of("yyyyMMddHHmmss", "yyyyMMddHHmmss"),
          List.of("dd/MMM/yyyy:HH:mm:ss Z", "dd/MMM/yyyy:HH:mm:ss Z"),
          List.of("EEE, d MMM yyyy HH:mm:ss Z", "EEE, d MMM yyyy HH:mm:ss Z"),
          List.of("d MMM yyyy", "d MMM yyyy"),
          List.of("MMM d, yyyy", "MMM d, yyyy"),
          List.of("yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss 'UTC'"));

  /** 200 times, a day and a bit apart. */
  private static List<String> written(String pattern) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    return Stream.iterate(0, index -> index < 200, index -> index + 1)
        .map(index -> FIRST.plusHours((long) HOURS * index).atZone(ZoneOffset.UTC).format(format))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  @Test
  public void aFormIsRecognised() {
    FORMS.forEach(form -> checkForm(form.get(0), form.get(1)));
  }

  private static void checkForm(String written, String pattern) {
    Times times = Times.of(written(written), false).orElseThrow(() -> new AssertionError(written));
    assertEquals(pattern, times.forms().get(0).pattern());
    assertEquals("", times.forms().get(0).unit());
    assertEquals(200, times.readable());
    assertEquals(List.of(), times.ambiguous());
    assertEquals(written.matches(".*(Z'|XXX|Z)"), times.namesZone());
    assertEquals(written.matches(".*[Hh].*"), times.tellsTime());
  }

  @Test
  public void whatCannotBeToldIsSaid() {
    List<String> early = List.of("01/02/2023", "03/04/2023", "05/06/2023");
    Times times = Times.of(early, false).orElseThrow();
    assertEquals("dd/MM/yyyy", times.forms().get(0).pattern());
    assertEquals(times.forms(), times.ambiguous());
    assertEquals("MM/dd/yyyy", times.forms().get(0).twin().pattern());
    assertEquals(
        List.of(), Times.of(List.of("01.02.2023", "03.04.2023"), false).orElseThrow().ambiguous());
  }

  @Test
  public void oneDayAboveTwelveTellsTheOrder() {
    List<String> days = new ArrayList<>(List.of("01/02/2023", "03/04/2023", "05/13/2023"));
    assertEquals("MM/dd/yyyy", Times.of(days, false).orElseThrow().forms().get(0).pattern());
    days.set(2, "13/05/2023");
    assertEquals("dd/MM/yyyy", Times.of(days, false).orElseThrow().forms().get(0).pattern());
  }

  @Test
  public void countsSince1970NeedANameThatSpeaksOfTime() {
    List<String> seconds = List.of("1700000000", "1700003600");
    assertEquals(Optional.empty(), Times.of(seconds, false));
    assertEquals("seconds", Times.of(seconds, true).orElseThrow().forms().get(0).unit());
    List<String> millis = List.of("1700000000123", "1700003600456");
    assertEquals("millis", Times.of(millis, true).orElseThrow().forms().get(0).unit());
    assertEquals(Optional.empty(), Times.of(List.of("9999999999", "9999999998"), true));
  }

  @Test
  public void aFewThatCannotBeReadAreCounted() {
    List<String> values = written("yyyyMMdd");
    for (int index = 0; index < 10; index++) {
      values.set(100 + index, "19990231");
    }
    assertEquals(190, Times.of(values, false).orElseThrow().readable());
    for (int index = 0; index < 30; index++) {
      values.set(60 + index, "unknown");
    }
    assertEquals(Optional.empty(), Times.of(values, false));
  }

  @Test
  public void severalPatternsOfAColumnAreFound() {
    List<String> values = written("dd/MM/yyyy HH:mm");
    values.addAll(written("yyyy-MM-dd").subList(0, 40));
    values.addAll(written("d MMM yyyy").subList(0, 30));
    values.add("unknown");
    Times times = Times.of(values, false).orElseThrow();
    assertEquals(
        List.of("dd/MM/yyyy HH:mm", "yyyy-MM-dd", "d MMM yyyy"),
        times.forms().stream().map(TimeForm::pattern).toList());
    assertEquals(270, times.readable());
    assertEquals(List.of(), times.ambiguous());
    assertTrue(times.tellsTime());
  }

  @Test
  public void dayAndMonthAreNotExchangedForTheRest() {
    List<String> values = written("dd/MM/yyyy");
    for (int index = 0; index < 30; index++) {
      values.set(60 + index, "05/13/2023");
    }
    assertEquals(Optional.empty(), Times.of(values, false));
  }

  @Test
  public void otherNumbersAreNoTimes() {
    for (List<String> values :
        List.of(
            List.of("12345678", "87654321"),
            List.of("1.5.10", "2.1.12"),
            List.of("10.1.2.3", "10.1.2.4"),
            List.of("5", "17"),
            List.of("+49 30 123456"),
            List.of("2023", "2024"),
            List.<String>of())) {
      assertEquals(values.toString(), Optional.empty(), Times.of(values, false));
    }
  }
}
