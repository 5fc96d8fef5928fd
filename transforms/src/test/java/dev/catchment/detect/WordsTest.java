package dev.catchment.detect;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class WordsTest {
  @Test
  public void numbersAreShort() {
    assertEquals("0", Words.number(-0.0));
    assertEquals("123456", Words.number(123456));
    assertEquals("1235000", Words.number(1234567.0));
    assertEquals("3.142", Words.number(Math.PI));
    assertEquals("0.5", Words.number(0.5));
    assertEquals("1E+12", Words.number(1e12));
    assertEquals("1.5E-7", Words.number(1.5e-7));
  }

  @Test
  public void timesAreToldInTwoUnits() {
    assertEquals("250 ms", Words.time(250));
    assertEquals("1 min 1 s", Words.time(61_000));
    assertEquals("2 d 3 h", Words.time(((2 * 24 + 3) * 60 + 59) * 60_000L));
    assertEquals("1 d", Words.time(86_400_000 + 61_000));
  }
}
