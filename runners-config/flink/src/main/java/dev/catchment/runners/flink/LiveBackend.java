package dev.catchment.runners.flink;

import dev.catchment.pipelines.UsageException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkStateBackendFactory;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.filesystem.FsStateBackend;

/**
 * Makes the state backend of a live job, and sees to it that one checkpoint is under way at a time
 * while the steps have buffers for many.
 *
 * <p>Both numbers are one option of Beam. It asks for the state backend between two moments: it has
 * told Flink how many checkpoints may be under way, and has not yet told its steps for how many
 * they keep buffers. So the option becomes another one here.
 */
@SuppressWarnings("deprecation") // Beam's option, and the backends that Beam itself makes.
public final class LiveBackend implements FlinkStateBackendFactory {
  static final String ROCKSDB = "rocksdb";
  static final String FILESYSTEM = "filesystem";

  /**
   * For how many checkpoints a step that waits for stable input has buffers, which it takes in
   * turn. A checkpoint that fails keeps its buffer until another is complete; with none left, the
   * step fills one that it is about to let go, and what is not stable yet is written. So there are
   * more buffers than checkpoints can fail before the job does.
   */
  private static final int BUFFERED_CHECKPOINTS = 64;

  /** What this class has to remember of the options that it replaces. */
  public interface Options extends PipelineOptions {
    @Hidden
    String getLiveStateBackend();

    void setLiveStateBackend(String value);
  }

  /** Makes the state backend that the options name in the place of Beam. */
  static void replace(FlinkPipelineOptions options) {
    options.as(Options.class).setLiveStateBackend(options.getStateBackend());
    options.setStateBackend(null);
    options.setStateBackendFactory(LiveBackend.class);
    options.setNumConcurrentCheckpoints(1);
  }

  @Override
  public StateBackend createStateBackend(FlinkPipelineOptions options) {
    options.setNumConcurrentCheckpoints(BUFFERED_CHECKPOINTS);
    String name = options.as(Options.class).getLiveStateBackend();
    return name == null ? null : create(name, options.getStateBackendStoragePath());
  }

  private static StateBackend create(String name, String folder) {
    if (folder == null) {
      throw new UsageException(
          "--stateBackend=%s needs a folder for checkpoints; add --stateBackendStoragePath=DIR"
              .formatted(name));
    }
    return switch (name) {
      case ROCKSDB -> SmallRuns.backend(folder);
      case FILESYSTEM -> new FsStateBackend(folder);
      default ->
          throw new UsageException(
              "--stateBackend=%s is unknown; write %s or %s".formatted(name, ROCKSDB, FILESYSTEM));
    };
  }
}
