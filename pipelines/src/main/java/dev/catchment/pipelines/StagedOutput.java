package dev.catchment.pipelines;

import dev.catchment.write.OutputDirectory;
import dev.catchment.write.OutputException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Runs a job's work into an {@link OutputDirectory} that appears whole or not at all. */
public final class StagedOutput {
  private static final int DISCARDS_AT_EXIT = 20;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private StagedOutput() {}

  /**
   * Prepares the directory, does the work, and publishes the outputs; discards them when the work
   * fails or the process is interrupted.
   *
   * @param names the outputs, the one that says that all is there last
   * @throws UsageException when the directory cannot take the outputs
   */
  public static void write(
      String directory, List<String> names, boolean overwrite, Consumer<OutputDirectory> work) {
    AtomicReference<OutputDirectory> prepared = new AtomicReference<>();
    Thread discard = new Thread(() -> discardAtExit(prepared), "discard-output");
    Runtime.getRuntime().addShutdownHook(discard);
    OutputDirectory output;
    try {
      output = OutputDirectory.prepare(directory, names, overwrite);
    } catch (OutputException e) {
      removeHook(discard);
      throw new UsageException(e.getMessage(), e);
    }
    prepared.set(output);
    try {
      work.accept(output);
    } catch (RuntimeException | Error failure) {
      discard(output, failure);
      if (failure instanceof OutputException || failure instanceof UncheckedIOException) {
        throw JobFailedException.because(failure);
      }
      throw failure;
    } finally {
      removeHook(discard);
    }
    try {
      output.publish();
    } catch (OutputException e) {
      throw JobFailedException.because(e);
    }
  }

  /** Discards again and again, as other threads may still be preparing or writing. */
  private static void discardAtExit(AtomicReference<OutputDirectory> prepared) {
    for (int attempt = 0; attempt < DISCARDS_AT_EXIT; attempt++) {
      try {
        if (prepared.get() != null) {
          prepared.get().discard();
        }
      } catch (OutputException e) {
        // A file that appeared meanwhile is removed by the next attempt.
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Discards without hiding the failure that made it necessary. */
  private static void discard(OutputDirectory output, Throwable failure) {
    try {
      output.discard();
    } catch (OutputException second) {
      failure.addSuppressed(second);
    }
  }

  private static void removeHook(Thread discard) {
    try {
      Runtime.getRuntime().removeShutdownHook(discard);
    } catch (IllegalStateException e) {
      // The process is ending and the hook is doing its work.
    }
  }
}
