package dev.catchment.pipelines;

import dev.catchment.write.OutputException;
import dev.catchment.write.Publication;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs a job's work into an {@link Publication} that appears whole or not at all. */
public final class StagedOutput {
  private StagedOutput() {}

  /**
   * Prepares the directory, does the work, and publishes the outputs; discards them when the work
   * fails or the process is interrupted.
   *
   * @param name the job's name
   * @param notes takes what had to be put in order before
   * @throws UsageException when the directory cannot take the outputs
   */
  public static void write(
      String name, Outputs outputs, Consumer<String> notes, Consumer<Publication> work) {
    Publication output = at(outputs);
    guarded(
        () -> undo(name, outputs, output),
        () -> {
          try {
            open(output::open).forEach(notes);
            work(output, work);
            output.publish();
          } catch (OutputException e) {
            throw JobFailedException.because(e);
          }
        });
  }

  private static void guarded(Interruption.Undo undo, Runnable part) {
    Interruption.PROCESS.guard(undo);
    try {
      part.run();
    } finally {
      Interruption.PROCESS.done(undo);
    }
  }

  private static String undo(String name, Outputs outputs, Publication output) {
    if (output.discard()) {
      return "%s is cancelled; nothing of it is left in %s".formatted(name, outputs.directory());
    }
    return output.isPublished()
        ? "%s had just ended; its outputs are in %s".formatted(name, outputs.directory())
        : "%s had just failed; %s has a hidden folder with earlier outputs"
            .formatted(name, outputs.directory());
  }

  private static void work(Publication output, Consumer<Publication> work) {
    try {
      work.accept(output);
    } catch (UncheckedIOException failure) {
      discard(output, failure);
      throw JobFailedException.because(failure);
    } catch (RuntimeException | Error failure) {
      discard(output, failure);
      throw failure;
    }
  }

  /**
   * Prepares the directory for a job that goes on when this process has ended.
   *
   * @throws UsageException when it cannot take the outputs
   */
  static Publication prepare(Outputs outputs, Consumer<String> notes) {
    Publication output = at(outputs);
    open(output::openForWorkers).forEach(notes);
    return output;
  }

  /**
   * Puts in order what runs that were killed have left at an output, and changes nothing else.
   *
   * @throws UsageException when the directory cannot be written to
   */
  public static void tidy(Outputs outputs, Consumer<String> notes) {
    Publication output = at(outputs);
    guarded(
        () -> {
          output.discard();
          return null;
        },
        () -> {
          open(output::open).forEach(notes);
          output.discard();
        });
  }

  private static Publication at(Outputs outputs) {
    try {
      return outputs.publication();
    } catch (OutputException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static List<String> open(Supplier<List<String>> opening) {
    try {
      return opening.get();
    } catch (OutputException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Discards without hiding the failure that made it necessary. */
  static void discard(Publication output, Throwable failure) {
    try {
      output.discard();
    } catch (OutputException second) {
      failure.addSuppressed(second);
    }
  }
}
