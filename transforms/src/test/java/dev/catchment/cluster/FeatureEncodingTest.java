package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.Test;

public class FeatureEncodingTest {
  private static final FeatureEncoding NUMBERS =
      FeatureEncoding.of(
          List.of(
              ColumnEncoding.identity("orders"),
              column("revenue", new NumberEncoder.Logarithm()),
              column("recency", QuantileEncoder.ofQuantiles(0, 10, 40))));

  @Test
  public void leavesPlainNumbersAsTheyAre() {
    FeatureEncoding encoding = FeatureEncoding.identity(List.of("a", "b", "c"));
    double[] out = new double[3];
    assertNull(encoding.apply(new String[] {"-0.1", null, "1e100"}, out));
    assertArrayEquals(new double[] {-0.1, Double.NaN, 1e100}, out, 0);
    assertNull(encoding.apply(new String[] {" 2 ", "1.1e100", "-1e300"}, out));
    assertArrayEquals(new double[] {2, Double.NaN, Double.NaN}, out, 0);
    assertTrue(encoding.isPlain());
    assertEquals(List.of("a", "b", "c"), encoding.columns());
    assertEquals(List.of("a", "b", "c"), encoding.features());
  }

  @Test
  public void namesTheFirstColumnThatHoldsNoNumber() {
    FeatureEncoding encoding = FeatureEncoding.identity(List.of("a", "b", "c"));
    for (String text : new String[] {"x", "", "NaN", "Infinity", "1,5"}) {
      Refusal refusal = encoding.apply(new String[] {"1", text, "x"}, new double[3]);
      assertEquals(new Refusal(Refusal.Reason.INVALID, "b"), refusal);
      assertEquals("invalid_b", refusal.text());
    }
  }

  @Test
  public void takesLogarithmsAndRanks() {
    double[] out = new double[3];
    assertNull(NUMBERS.apply(new String[] {"5", "-99", "10"}, out));
    assertArrayEquals(new double[] {5, -StrictMath.log1p(99), 0.5}, out, 0);
    assertTrue(NUMBERS.isNumeric());
    assertFalse(NUMBERS.isPlain());
  }

  @Test
  public void dropsRowsWithoutANumberWhereAsked() {
    ColumnEncoding dropping =
        new ColumnEncoding("b", 1, Missing.DROP, Double.NaN, new NumberEncoder.Linear());
    FeatureEncoding encoding = FeatureEncoding.of(List.of(ColumnEncoding.identity("a"), dropping));
    assertFalse(encoding.isPlain());
    Refusal refusal = new Refusal(Refusal.Reason.MISSING, "b");
    assertEquals(refusal, encoding.apply(new String[] {null, null}, new double[2]));
    assertEquals(refusal, encoding.apply(new String[] {null, "1e101"}, new double[2]));
    assertEquals(refusal, encoding.applyNumbers(new double[] {1, Double.NaN}, new double[2]));
  }

  /** The features of numbers are those of their texts, in place too. */
  @Property
  void encodesNumbersAsTheirTexts(@ForAll double a, @ForAll double b, @ForAll double c) {
    double[] numbers = {a, b, c};
    String[] cells = {Double.toString(a), Double.toString(b), Double.toString(c)};
    double[] expected = new double[3];
    assertNull(NUMBERS.apply(cells, expected));
    assertNull(NUMBERS.applyNumbers(numbers, numbers));
    assertArrayEquals(expected, numbers, 0);
  }

  /** The logarithm is odd and rises. */
  @Property
  void logarithmsKeepOrderAndSign(@ForAll double a, @ForAll double b) {
    NumberEncoder log = new NumberEncoder.Logarithm();
    assertEquals(Double.compare(a, 0), Double.compare(log.of(a), 0));
    assertEquals(-log.of(a), log.of(-a), 0);
    assertTrue(a > b ? log.of(a) >= log.of(b) : log.of(a) <= log.of(b));
  }

  @Test
  public void weighsAllFeaturesOfAColumn() {
    FeatureEncoding encoding =
        FeatureEncoding.of(
            List.of(
                ColumnEncoding.identity("orders"),
                new ColumnEncoding(
                    "country", 0.5, Missing.MEAN, Double.NaN, OneHotEncoder.of(List.of("A"), true)),
                new ColumnEncoding(
                    "age", 3, Missing.MEAN, Double.NaN, new NumberEncoder.Linear())));
    assertArrayEquals(new double[] {1, 0.5, 0.5, 3}, encoding.weights(), 0);
    double[] out = new double[4];
    assertNull(encoding.apply(new String[] {"1", "B", "30"}, out));
    assertArrayEquals(new double[] {1, 0, 1, 30}, out, 0);
    assertFalse(encoding.isNumeric());
    assertThrows(
        IllegalStateException.class, () -> encoding.applyNumbers(new double[3], new double[4]));
  }

  @Test
  public void refusesWhatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> FeatureEncoding.identity(List.of("a", "a")));
    for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new ColumnEncoding(
                  "a", weight, Missing.MEAN, Double.NaN, new NumberEncoder.Linear()));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new ColumnEncoding("a", 1, Missing.MEAN, 3, new NumberEncoder.Linear()));
  }

  private static ColumnEncoding column(String name, Encoder encoder) {
    return new ColumnEncoding(name, 1, Missing.MEAN, Double.NaN, encoder);
  }
}
