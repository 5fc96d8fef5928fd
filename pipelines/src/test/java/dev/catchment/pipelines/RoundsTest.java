package dev.catchment.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class RoundsTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Instant> pauses = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private int begun;

  /** So many rounds of seven seconds each, some of which fail. */
  private ExitStatus run(int rounds, List<Integer> failing) {
    PrintStream out = new PrintStream(err, true, UTF_8);
    return new Rounds(
            "job",
            () -> {
              now = now.plusSeconds(7);
              begun++;
              if (failing.contains(begun)) {
                throw new UsageException("no broker answers");
              }
              return ExitStatus.DONE;
            },
            Duration.ofSeconds(60),
            new Console(out, out, () -> now, "test"),
            time -> {
              pauses.add(time);
              now = time;
              return begun < rounds;
            })
        .run();
  }

  @Test
  public void roundsBeginATimeApart() {
    assertEquals(ExitStatus.DONE, run(3, List.of()));
    assertEquals(3, begun);
    assertEquals(
        List.of(Instant.ofEpochSecond(60), Instant.ofEpochSecond(120), Instant.ofEpochSecond(180)),
        pauses);
  }

  @Test
  public void aRoundThatFailsIsToldAndMadeUpFor() {
    assertEquals(ExitStatus.DONE, run(4, List.of(2, 3)));
    assertEquals(4, begun);
    String said = err.toString(UTF_8);
    assertTrue(said, said.contains("job: no broker answers; the next round tries again (1 of 9)"));
    assertTrue(said, said.contains("(2 of 9)"));
  }

  @Test
  public void theFirstRoundThatFailsEndsTheJob() {
    assertThrows(UsageException.class, () -> run(4, List.of(1)));
    assertEquals(1, begun);
  }

  @Test
  public void tenThatFailInARowEndTheJob() {
    assertThrows(UsageException.class, () -> run(99, List.of(2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)));
    assertEquals(13, begun);
  }
}
