package dev.catchment.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.Test;

public class ProgressReportTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Instant now = Cli.NOW;

  private Console console(int columns) {
    PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return new Console(out, new PrintStream(said, true, UTF_8), () -> now, "test")
        .withTerminal(columns);
  }

  /** Looks twice a second, from the first second to a last one. */
  private void run(Console console, int seconds) {
    ProgressReport report =
        new ProgressReport(console, Cli.NOW, time -> "at " + Math.round(time) + " seconds");
    for (int half = 1; half <= 2 * seconds; half++) {
      now = Cli.NOW.plus(Duration.ofMillis(500L * half));
      report.look();
    }
    report.end();
    now = now.plusSeconds(3600);
    report.look();
  }

  @Test
  public void aLogGetsALineEveryFiveSecondsAndLaterFewer() {
    run(console(0), 70);
    assertEquals(
        "5 10 15 20 25 30 35 40 45 50 55 60 70",
        said.toString(UTF_8)
            .lines()
            .map(line -> line.replaceAll("\\D", ""))
            .collect(Collectors.joining(" ")));
    assertTrue(said.toString(UTF_8).startsWith("at 5 seconds\nat 10 seconds\n"));
  }

  @Test
  public void theLogOfALongJobStaysShort() {
    run(console(0), 12 * 3600);
    assertEquals(12 + 24 + 110 + 11 * 12, said.toString(UTF_8).lines().count());
  }

  @Test
  public void aTerminalHasOneLineThatIsReplacedEverySecond() {
    run(console(80), 3);
    assertEquals(
        "\r\u001b[Kat 1 seconds\r\u001b[Kat 2 seconds\r\u001b[Kat 3 seconds\r\u001b[K",
        said.toString(UTF_8));
  }

  @Test
  public void aLineNeverFillsANarrowTerminal() {
    run(console(10), 1);
    assertEquals("\r\u001b[Kat 1 seco\r\u001b[K", said.toString(UTF_8));
  }

  @Test
  public void otherLinesTakeThePlaceOfTheOneThatIsReplaced() {
    Console console = console(80);
    console.progress("half");
    console.note("a word");
    console.progress("more");
    console.result("a number");
    assertEquals("\r\u001b[Khalf\r\u001b[Ka word\n\r\u001b[Kmore\r\u001b[K", said.toString(UTF_8));
  }
}
