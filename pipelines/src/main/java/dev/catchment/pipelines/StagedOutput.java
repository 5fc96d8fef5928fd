package dev.catchment.pipelines;

import dev.catchment.write.OutputDirectory;
import dev.catchment.write.OutputException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Runs a job's work into an {@link OutputDirectory} that appears whole or not at all. */
public final class StagedOutput {
  private StagedOutput() {}

  /**
   * Prepares the directory, does the work, and publishes the outputs; discards them when the work
   * fails or the process is interrupted.
   *
   * @param name the job's name
   * @throws UsageException when the directory cannot take the outputs
   */
  public static void write(String name, Outputs outputs, Consumer<OutputDirectory> work) {
    OutputDirectory output = at(outputs);
    Interruption.Undo undo = () -> undo(name, outputs, output);
    Interruption.PROCESS.guard(undo);
    try {
      open(output);
      work(output, work);
      output.publish();
    } catch (OutputException e) {
      throw JobFailedException.because(e);
    } finally {
      Interruption.PROCESS.done(undo);
    }
  }

  private static String undo(String name, Outputs outputs, OutputDirectory output) {
    if (output.discard()) {
      return "%s is cancelled; nothing of it is left in %s".formatted(name, outputs.directory());
    }
    return output.isPublished()
        ? "%s had just ended; its outputs are in %s".formatted(name, outputs.directory())
        : "%s had just failed; %s has a hidden folder with earlier outputs"
            .formatted(name, outputs.directory());
  }

  private static void work(OutputDirectory output, Consumer<OutputDirectory> work) {
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
   * Prepares the directory.
   *
   * @throws UsageException when it cannot take the outputs
   */
  static OutputDirectory prepare(Outputs outputs) {
    OutputDirectory output = at(outputs);
    open(output);
    return output;
  }

  private static OutputDirectory at(Outputs outputs) {
    try {
      return OutputDirectory.at(outputs.directory(), outputs.names(), outputs.overwrite());
    } catch (OutputException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static void open(OutputDirectory output) {
    try {
      output.open();
    } catch (OutputException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Discards without hiding the failure that made it necessary. */
  static void discard(OutputDirectory output, Throwable failure) {
    try {
      output.discard();
    } catch (OutputException second) {
      failure.addSuppressed(second);
    }
  }
}
