package dev.catchment.runners.portability;

import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The table of {@code docs/runners.md}: what each job was seen to do on each runner. {@code
 * -Dcatchment.golden=update} writes what a run saw; without it, a result that the page does not
 * show fails the test. The times are those of the machine that wrote the page last.
 */
public final class RunnersPage {
  private static final String MARK = "<!-- written by the portability suite -->";
  private static final List<String> RUNNERS = List.of("Direct", "Flink", "Spark", "Dataflow");
  private static final boolean UPDATE = "update".equals(System.getProperty("catchment.golden"));

  private RunnersPage() {}

  /** Notes that a job gave the same bytes as on the Direct runner. */
  public static void record(String job, String data, String runner, double seconds) {
    record(job, data, runner, "same bytes", String.format(Locale.ROOT, ", %.1f s", seconds));
  }

  /**
   * Notes a result.
   *
   * @param result what the page must say
   * @param remark what it may say beside that
   */
  public static synchronized void record(
      String job, String data, String runner, String result, String remark) {
    Path page = Cli.repositoryFile("docs/runners.md");
    String row = "| `%s` on %s ".formatted(job, data);
    int column = 2 + RUNNERS.indexOf(runner.replace("Runner", ""));
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(page));
      if (UPDATE) {
        update(lines, row, column, result + remark);
        Files.write(page, lines);
      }
      assertTrue(
          "%s does not say that %s on %s gives \"%s\" on %s; -Dcatchment.golden=update writes it"
              .formatted(page.getFileName(), job, data, result, runner),
          lines.stream()
              .filter(line -> line.startsWith(row))
              .anyMatch(line -> line.split("\\|", -1)[column].strip().startsWith(result)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void update(List<String> lines, String row, int column, String cell) {
    int place = lines.indexOf(MARK) + 1;
    while (!lines.get(place).isBlank() && !lines.get(place).startsWith(row)) {
      place++;
    }
    if (lines.get(place).isBlank()) {
      lines.add(place, row + "| | | | |");
    }
    String[] cells = lines.get(place).split("\\|", -1);
    cells[column] = " " + cell + " ";
    lines.set(place, String.join("|", Arrays.asList(cells)));
  }
}
