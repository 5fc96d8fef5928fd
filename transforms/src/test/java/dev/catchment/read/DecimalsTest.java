package dev.catchment.read;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.Assert.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DecimalsTest {
  @Provide
  Arbitrary<String> decimals() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMaxLength(20);
    return Combinators.combine(
            Arbitraries.of("", "-", "+"),
            digits,
            Arbitraries.of("", "."),
            digits,
            Arbitraries.of("", "", "", "e", "e5", "E-300", "f", " "))
        .as((sign, whole, point, fraction, end) -> sign + whole + point + fraction + end);
  }

  @Property(tries = 5000)
  void readsDecimalsAsJavaDoes(@ForAll("decimals") String text) {
    check(text);
  }

  @Property(tries = 2000)
  void readsEveryDouble(@ForAll long bits) {
    check(Double.toString(Double.longBitsToDouble(bits)));
  }

  private static void check(String text) {
    byte[] bytes = ("9" + text + "9").getBytes(US_ASCII);
    double read = Decimals.parse(bytes, 1, bytes.length - 1);
    double expected = text.isEmpty() ? Double.NaN : Decimals.parse(text);
    assertEquals(text, Double.doubleToLongBits(expected), Double.doubleToLongBits(read));
  }
}
