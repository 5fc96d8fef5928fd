package dev.catchment.read;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class ColumnPathTest {
  @Test
  public void aPathIsCutAtItsDots() {
    assertEquals(List.of("user"), ColumnPath.segments("user"));
    assertEquals(List.of("items", "0", "sku"), ColumnPath.segments("items.0.sku"));
    assertEquals(List.of("", "a", ""), ColumnPath.segments(".a."));
  }

  @Test
  public void aDotAfterABackslashBelongsToTheName() {
    assertEquals(List.of("a.b", "c"), ColumnPath.segments("a\\.b.c"));
    assertEquals(List.of("a\\b", "c\\"), ColumnPath.segments("a\\b.c\\"));
  }
}
