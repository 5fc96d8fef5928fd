package dev.catchment.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The real program is told to end, at several moments of a job whose workers write many files. */
public abstract class InterruptionTest {
  private static final String STAGING = ".staging-";
  private static final Duration PAUSE = Duration.ofMillis(1);

  @Rule public final Workspace work = new Workspace();
  @Rule public final TemporaryFolder log = new TemporaryFolder();

  /** A signal with the status that a process ended by it has. */
  private enum Signal {
    INT(130),
    TERM(143);

    private final int status;

    Signal(int status) {
      this.status = status;
    }
  }

  /** The runner of the jobs. */
  protected abstract String runner();

  @Test
  public void whenItHasJustBegun() throws Exception {
    assertNothingLeft(Signal.TERM, Files::exists);
  }

  @Test
  public void whenTheStagingFolderIsThere() throws Exception {
    assertNothingLeft(Signal.INT, output -> has(output, 0));
  }

  @Test
  public void whenTheFirstFileIsThere() throws Exception {
    assertNothingLeft(Signal.TERM, output -> has(output, 1));
    assertNothingLeft(Signal.INT, output -> has(output, 1));
  }

  @Test
  public void whileManyFilesAreWritten() throws Exception {
    assertNothingLeft(Signal.INT, output -> has(output, 20));
    assertNothingLeft(Signal.TERM, output -> has(output, 100));
    assertNothingLeft(Signal.TERM, output -> has(output, 200));
  }

  @Test
  public void whatWasThereIsLeftAsItWas() throws Exception {
    work.write("a/world/summary.json", "of an earlier run");
    work.write("a/world/notes.txt", "mine");
    assertNothingLeft(Signal.TERM, output -> has(output, 50));
  }

  private void assertNothingLeft(Signal signal, Predicate<Path> moment) throws Exception {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    Path output = work.path("a/world");
    Path said = log.newFile().toPath();
    Process job =
        Fork.interruptible(
                Fork.of(
                    "generate",
                    "--people=300",
                    "--days=700",
                    "--overwrite=true",
                    "--output=" + output,
                    "--runner=" + runner()))
            .redirectOutput(said.toFile())
            .start();
    try {
      while (job.isAlive() && !moment.test(output)) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      assertTrue("the job ended too early:\n" + Files.readString(said), job.isAlive());
      new ProcessBuilder("kill", "-" + signal.name(), Long.toString(job.pid())).start().waitFor();
      int status = job.waitFor(2, MINUTES) ? job.exitValue() : -1;
      String words = Files.readString(said, UTF_8);
      assertEquals(words, signal.status, status);
      assertEquals(words, before, FileSnapshot.of(work.getRoot().toPath()));
      assertTrue(
          words,
          words.contains("catchment: generate is cancelled; nothing of it is left in " + output));
      assertFalse(words, words.contains("catchment: failed"));
    } finally {
      job.destroyForcibly();
    }
  }

  /** Whether the staging folder has come up and holds so many files. */
  private static boolean has(Path output, int files) {
    return staging(output).map(folder -> files(folder) >= files).orElse(false);
  }

  private static Optional<Path> staging(Path output) {
    try (Stream<Path> inside = Files.list(output)) {
      return inside.filter(path -> path.getFileName().toString().startsWith(STAGING)).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long files(Path folder) {
    List<Path> folders = new ArrayList<>(List.of(folder));
    long files = 0;
    for (int next = 0; next < folders.size(); next++) {
      try (Stream<Path> inside = Files.list(folders.get(next))) {
        for (Path path : inside.toList()) {
          if (Files.isDirectory(path)) {
            folders.add(path);
          } else {
            files++;
          }
        }
      } catch (IOException e) {
        // It is being removed.
      }
    }
    return files;
  }
}
