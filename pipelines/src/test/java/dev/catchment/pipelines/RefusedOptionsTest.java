package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

public class RefusedOptionsTest {
  private static final RefusedOptions OPTIONS = RefusedOptions.thatAreFor("queries of topics");

  private static UsageException refused(Object value) {
    return assertThrows(UsageException.class, () -> OPTIONS.refuse("watch", value));
  }

  @Test
  public void whatIsNotGivenIsNotRefused() {
    assertEquals(OPTIONS, OPTIONS.refuse("watch", null).refuse("overwrite", false));
  }

  @Test
  public void whatIsGivenIsRefusedWithWhatItIsFor() {
    assertEquals("--watch is for queries of topics; leave it out", refused("8080").getMessage());
    assertEquals(
        "--watch is for queries of topics; add a topic",
        assertThrows(UsageException.class, () -> OPTIONS.but("add a topic").refuse("watch", "8080"))
            .getMessage());
  }

  @Test
  public void theCorrectionLeavesItOut() {
    assertEquals(List.of("query"), corrected("8080", "query", "--watch=8080"));
    assertEquals(List.of("query"), corrected(true, "query", "--watch"));
    assertEquals(List.of("query"), corrected(List.of("a", "b"), "query", "--watch=a", "--watch=b"));
  }

  private static List<String> corrected(Object value, String... command) {
    return refused(value).correction().orElseThrow().of(List.of(command));
  }
}
