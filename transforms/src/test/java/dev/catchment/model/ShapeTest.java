package dev.catchment.model;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import org.junit.Test;

public class ShapeTest {
  @Test
  public void lettersAndDigitsOfEveryScriptAreMasked() {
    assertEquals(
        "aaa.aa@aaaaaaa.aaa,\"+99 (9)\";aa\t99\0",
        Shape.mask("jos.é\u0301@example.org,\"+49 (0)\";名字\t٤²\0"));
    assertEquals("a-\uFFFD-\uD83D\uDE00", Shape.mask("\uD835\uDC00-\uD83D-\uD83D\uDE00"));
    assertNull(Shape.mask(null));
  }

  @Test
  public void longTextIsCutBetweenCharacters() {
    assertEquals("a".repeat(512), Shape.mask("x".repeat(600)));
    assertEquals("a".repeat(511), Shape.mask("x".repeat(511) + "\uD83D\uDE00"));
  }
}
