package dev.catchment.runners.flink;

import dev.catchment.pipelines.JobFailedException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;

/**
 * What serves a live job on Flink, unless the command line says otherwise: a checkpoint every
 * second, kept when the job is cancelled, exactly once.
 *
 * <p>A bundle is finished before a checkpoint. Else what a bundle holds back would wait for the
 * next one; and with checkpoints more often than bundles end, some windows would never fire.
 */
final class LiveDefaults {
  private static final String TEMPORARY = "catchment-checkpoints";
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration BUNDLE = Duration.ofMillis(100);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(2);

  /** How often an embedded Flink starts again; nobody else watches over it. */
  private static final int RETRIES = 20;

  /** How many intervals a checkpoint may take. */
  private static final int MOST_INTERVALS = 60;

  private LiveDefaults() {}

  static void apply(FlinkPipelineOptions flink, Set<String> given, boolean isEmbedded) {
    if (!given.contains("checkpointingInterval")) {
      flink.setCheckpointingInterval(INTERVAL.toMillis());
    }
    if (!given.contains("checkpointTimeoutMillis")) {
      flink.setCheckpointTimeoutMillis(flink.getCheckpointingInterval() * MOST_INTERVALS);
    }
    if (!given.contains("minPauseBetweenCheckpoints")) {
      flink.setMinPauseBetweenCheckpoints(PAUSE.toMillis());
    }
    if (!given.contains("finishBundleBeforeCheckpointing")) {
      flink.setFinishBundleBeforeCheckpointing(true);
    }
    if (!given.contains("maxBundleTimeMills")) {
      flink.setMaxBundleTimeMills(BUNDLE.toMillis());
    }
    if (!given.contains("externalizedCheckpointsEnabled")) {
      flink.setExternalizedCheckpointsEnabled(true);
    }
    if (!given.contains("retainExternalizedCheckpointsOnCancellation")) {
      flink.setRetainExternalizedCheckpointsOnCancellation(true);
    }
    if (!given.contains("enableStableInputDrain")) {
      flink.setEnableStableInputDrain(true);
    }
    if (!given.contains("shutdownSourcesAfterIdleMs")) {
      // Flink can make checkpoints when some sources have ended, and a job whose sources all have
      // shall end.
      flink.setShutdownSourcesAfterIdleMs(0L);
    }
    if (!given.contains("executionRetryDelay")) {
      flink.setExecutionRetryDelay(RETRY_DELAY.toMillis());
    }
    if (!given.contains("numberOfExecutionRetries")) {
      // A cluster has its own rule, which without a word is to try for ever.
      flink.setNumberOfExecutionRetries(isEmbedded ? RETRIES : Integer.MAX_VALUE);
    }
    if (isEmbedded && flink.getStateBackendStoragePath() == null) {
      flink.setStateBackendStoragePath(temporary());
    }
    if (flink.getStateBackend() == null && flink.getStateBackendStoragePath() != null) {
      flink.setStateBackend(isEmbedded ? LiveBackend.ROCKSDB : LiveBackend.FILESYSTEM);
    }
    if (!given.contains("numConcurrentCheckpoints")) {
      LiveBackend.replace(flink);
    }
  }

  private static String temporary() {
    try {
      Path folder = Files.createTempDirectory(TEMPORARY);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder.toUri().toString();
    } catch (IOException failure) {
      throw JobFailedException.because(failure);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException stillInUse) {
      // What is left is in the folder for temporary files.
    }
  }

  /** What is left of an embedded job. */
  static String onlyInThisProcess(FlinkPipelineOptions flink) {
    String folder = flink.getStateBackendStoragePath();
    if (folder.contains(TEMPORARY)) {
      return " and its state is gone; with --stateBackendStoragePath=DIR there is something to go on from";
    }
    return "; its checkpoints are in "
        + folder
        + ", and --savepointPath goes on from one that is named there";
  }
}
