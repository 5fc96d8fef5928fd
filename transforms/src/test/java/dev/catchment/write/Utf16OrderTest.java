package dev.catchment.write;

import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The order of texts in UTF-8 is that of Java's strings. */
class Utf16OrderTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "b", "z", "\0", "é", "€", "\uD7FF", "\uE000", "\uFFFD", "😀", "\uDBFF\uDFFF")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property
  void bytesCompareAsStrings(@ForAll("texts") String left, @ForAll("texts") String right) {
    byte[] first = left.getBytes(StandardCharsets.UTF_8);
    byte[] second = ("xx" + right).getBytes(StandardCharsets.UTF_8);
    int expected = Integer.signum(left.compareTo(right));
    assertEquals(
        expected,
        Integer.signum(Utf16Order.compare(first, 0, first.length, second, 2, second.length - 2)));
    int byHead = Utf16Order.compareHeads(head(left), head(right));
    if (byHead != 0) {
      assertEquals(expected, Integer.signum(byHead));
    }
  }

  @Example
  void headsOfAsciiTell() {
    assertEquals(-1, Utf16Order.compareHeads(head("ab"), head("abc")));
    assertEquals(1, Utf16Order.compareHeads(head("b"), head("abcdefghi")));
    assertEquals(0, Utf16Order.compareHeads(head("abcdefgh1"), head("abcdefgh2")));
    assertEquals(0, Utf16Order.compareHeads(head("a"), head("é")));
  }

  private static long head(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Utf16Order.head(bytes, 0, bytes.length);
  }
}
