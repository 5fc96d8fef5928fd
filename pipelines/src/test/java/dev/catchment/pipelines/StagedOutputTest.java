package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.write.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;

public class StagedOutputTest {
  @Rule public final Workspace work = new Workspace();

  @Test
  public void publishesWhatTheWorkWrote() {
    write(output -> put(output, "new"), false);
    assertEquals(List.of("result"), work.list("out"));
  }

  @Test
  public void whatFailsLeavesNothing() {
    for (Throwable failure :
        List.of(
            new IllegalStateException("bug"), new UsageException("no"), new OutOfMemoryError())) {
      assertSame(failure, assertThrows(Throwable.class, () -> write(failing(failure), false)));
      assertFalse(Files.exists(work.path("out")));
    }
  }

  @Test
  public void whatFailsLeavesWhatWasThere() throws IOException {
    work.write("out/result", "old");
    work.write("out/other", "mine");
    FileSnapshot before = FileSnapshot.of(work.path("out"));
    assertThrows(
        IllegalStateException.class, () -> write(failing(new IllegalStateException()), true));
    assertEquals(before, FileSnapshot.of(work.path("out")));
    write(output -> put(output, "new"), true);
    assertEquals("new", Files.readString(work.path("out/result")));
    assertEquals("mine", Files.readString(work.path("out/other")));
  }

  @Test
  public void aFailureToWriteIsAFailureOfTheJob() {
    Throwable full = new UncheckedIOException(new IOException("No space left on device"));
    JobFailedException failed =
        assertThrows(JobFailedException.class, () -> write(failing(full), false));
    assertEquals(
        "the disk is full; free some space or choose another --output", failed.getMessage());
    assertFalse(Files.exists(work.path("out")));
  }

  @Test
  public void anOutputThatComesUpMeanwhileIsNotReplaced() throws IOException {
    JobFailedException failed =
        assertThrows(
            JobFailedException.class,
            () ->
                write(
                    output -> {
                      put(output, "new");
                      work.write("out/result", "somebody else's");
                    },
                    false));
    assertTrue(failed.getMessage(), failed.getMessage().contains("out/result exists"));
    assertEquals("somebody else's", Files.readString(work.path("out/result")));
    assertEquals(List.of("result"), work.list("out"));
  }

  private void write(Consumer<Publication> job, boolean overwrite) {
    StagedOutput.write(
        "job",
        new Outputs(work.path("out").toString(), List.of("result"), overwrite),
        note -> {},
        job);
  }

  private static void put(Publication output, String text) {
    JsonFile.writeText(output.staging("result"), text);
  }

  private static Consumer<Publication> failing(Throwable failure) {
    return output -> {
      put(output, "half");
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    };
  }
}
