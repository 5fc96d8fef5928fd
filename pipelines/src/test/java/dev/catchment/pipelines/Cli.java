package dev.catchment.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Runs the command line in this process, with a clock that stands still. */
public final class Cli {
  /** The time of every run. */
  public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private Cli() {}

  /** How a command ended, and what it printed. */
  public record Result(ExitStatus status, String out, String err) {
    /** Checks the exit status; a failure shows what was printed. */
    public Result expect(ExitStatus expected) {
      assertEquals("standard error was:\n" + err, expected, status);
      return this;
    }

    /** Checks that a complaint holds words, and that it is one for people, without stack trace. */
    public Result complains(String... words) {
      for (String word : words) {
        assertTrue("\"" + word + "\" is not in:\n" + err, err.contains(word));
      }
      assertFalse(err, err.contains("\tat ") || err.contains("Exception"));
      return this;
    }

    /** Checks that the result holds words. */
    public Result says(String... words) {
      for (String word : words) {
        assertTrue("\"" + word + "\" is not in:\n" + out, out.contains(word));
      }
      return this;
    }
  }

  /** Runs a command. */
  public static Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitStatus status =
        Catchment.run(
            arguments,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            () -> NOW);
    return new Result(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** A console that nobody reads. */
  public static Console silent() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return new Console(nowhere, nowhere, () -> NOW, "test");
  }

  /** A file of the repository, such as {@code test-data/demo/catchment.yaml}. */
  public static Path repositoryFile(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("test-data"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the tests do not run inside the repository");
    }
    return folder.resolve(name);
  }
}
