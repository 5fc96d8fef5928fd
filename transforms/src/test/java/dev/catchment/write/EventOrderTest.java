package dev.catchment.write;

import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

public class EventOrderTest {
  @Test
  public void textsInUtf8AreOrderedAsStrings() {
    List<String> texts =
        List.of(
            "",
            "a",
            "aa",
            "ab",
            "é",
            "\u20AC",
            "\uD7FF",
            "\uE000",
            "\uFFFD",
            "\uD83D\uDE00",
            "a\uD83D\uDE00",
            "a\uFFFD",
            "\uDBFF\uDFFF");
    for (String left : texts) {
      for (String right : texts) {
        byte[] first = left.getBytes(StandardCharsets.UTF_8);
        byte[] second = ("xx" + right).getBytes(StandardCharsets.UTF_8);
        assertEquals(
            left + " " + right,
            Integer.signum(left.compareTo(right)),
            Integer.signum(
                Utf16Order.compare(first, 0, first.length, second, 2, second.length - 2)));
        int byHead = Utf16Order.compareHeads(head(left), head(right));
        if (byHead != 0) {
          assertEquals(left + " " + right, Integer.signum(left.compareTo(right)), byHead);
        }
      }
    }
  }

  @Test
  public void headsOfAsciiTell() {
    assertEquals(-1, Utf16Order.compareHeads(head("ab"), head("abc")));
    assertEquals(1, Utf16Order.compareHeads(head("b"), head("abcdefghi")));
    assertEquals(0, Utf16Order.compareHeads(head("abcdefgh1"), head("abcdefgh2")));
    assertEquals(0, Utf16Order.compareHeads(head("a"), head("é")));
  }

  private static long head(String text) {
    byte[] bytes = ("xx" + text).getBytes(StandardCharsets.UTF_8);
    return Utf16Order.head(bytes, 2, bytes.length - 2);
  }
}
