package dev.catchment.runners.flink;

import dev.catchment.pipelines.Readings;
import dev.catchment.pipelines.RunnerSupport;
import dev.catchment.runners.Bundle;
import dev.catchment.runners.ClusterAddress;
import dev.catchment.runners.Needs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.runners.flink.VersionDependentFlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs jobs on an embedded Flink of all cores, or on the cluster that the options name.
 *
 * <p>Batch jobs run on Flink's DataStream API: it starts the lost part of a job again when a worker
 * dies, and asks for the buffers of one stage at a time. Beam's default, the DataSet API, ends the
 * job, asks for the buffers of all stages at once, and refuses a group that is larger than its sort
 * buffer.
 */
public final class FlinkSupport implements RunnerSupport {
  private static final String NAME = "Flink";

  private static final String DETACHED =
      "the outputs are published by the program that waits for the job: leave out --detached of"
          + " flink run; in application mode, set execution.attached: \"true\" in the"
          + " configuration of Flink";

  /**
   * The embedded Flink whose memory for sorting is a part of the heap; that of "[auto]" is 128 MiB,
   * too little for the sort buffers to hold what a large job groups.
   */
  private static final String SIZED_BY_HEAP = "[local]";

  private static final List<String> EMBEDDED_FORMS = List.of("[local]", "[collection]", "[auto]");

  /** How often a job starts again what a lost worker had, and how long it waits before. */
  private static final int RETRIES = 20;

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private FlinkCluster running;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isFor(PipelineOptions options) {
    return options.getRunner() == FlinkRunner.class;
  }

  @Override
  public void apply(PipelineOptions options, Set<String> given) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    if (!given.contains("fasterCopy")) {
      flink.setFasterCopy(true);
    }
    if (flink.isStreaming()) {
      LiveDefaults.apply(flink, given, isEmbedded(flink));
    }
    if (!given.contains("useDataStreamForBatch")) {
      options.as(VersionDependentFlinkPipelineOptions.class).setUseDataStreamForBatch(true);
    }
    if (isEmbedded(flink)) {
      if (!given.contains("flinkMaster")) {
        flink.setFlinkMaster(SIZED_BY_HEAP);
      }
      if (!given.contains("parallelism")) {
        flink.setParallelism(Runtime.getRuntime().availableProcessors());
      }
      if (flink.isStreaming() && !given.contains("flinkConfDir")) {
        flink.setFlinkConfDir(EmbeddedFlink.folder());
      }
      return;
    }
    if (!given.contains("numberOfExecutionRetries") && !flink.isStreaming()) {
      flink.setNumberOfExecutionRetries(RETRIES);
    }
    if (!given.contains("executionRetryDelay")) {
      flink.setExecutionRetryDelay(RETRY_DELAY.toMillis());
    }
    if (!given.contains("filesToStage")) {
      Bundle.of(FlinkSupport.class).ifPresent(jar -> flink.setFilesToStage(List.of(jar)));
    }
  }

  /** Whether the job runs in this process; {@code flink run} says what else "auto" means. */
  private static boolean isEmbedded(FlinkPipelineOptions options) {
    return switch (options.getFlinkMaster()) {
      case "[local]", "[collection]" -> true;
      case "[auto]" ->
          StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment;
      default -> false;
    };
  }

  /** Whether Flink would give the job back before it is done. */
  private static boolean hasNobodyWaiting(FlinkPipelineOptions options) {
    return options.getFlinkMaster().equals("[auto]")
        && !isEmbedded(options)
        && options.getAttachedMode()
        && !StreamExecutionEnvironment.getExecutionEnvironment()
            .getConfiguration()
            .get(DeploymentOptions.ATTACHED);
  }

  @Override
  public Optional<String> cluster(PipelineOptions options) {
    String master = options.as(FlinkPipelineOptions.class).getFlinkMaster();
    return master.startsWith("[") && !master.contains(":") ? Optional.empty() : Optional.of(master);
  }

  @Override
  public List<String> complaints(PipelineOptions options) {
    String master = options.as(FlinkPipelineOptions.class).getFlinkMaster();
    String option = "--flinkMaster=" + master;
    String example = "--flinkMaster=host:8081, or leave it out for an embedded Flink";
    if (hasNobodyWaiting(options.as(FlinkPipelineOptions.class))) {
      return List.of(DETACHED);
    }
    if (cluster(options).isEmpty()) {
      return EMBEDDED_FORMS.contains(master)
          ? List.of()
          : List.of(option + " is no address of a cluster; write " + example);
    }
    return ClusterAddress.complaint(option, master.replaceFirst("^https?://", ""), example).stream()
        .toList();
  }

  @Override
  public List<String> refusals(Pipeline pipeline) {
    return Needs.of(pipeline).refusalsOn(NAME);
  }

  @Override
  public void tune(Pipeline pipeline) {
    ReadInBlocks.replaceIn(pipeline);
  }

  /** A live job that nobody waits for goes on without this program. */
  @Override
  public boolean isDetached(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    return flink.isStreaming() && !flink.getAttachedMode() && !isEmbedded(flink);
  }

  @Override
  public Optional<String> state(PipelineOptions options) {
    return running(options).flatMap(FlinkCluster::state);
  }

  @Override
  public Readings readings(PipelineOptions options, PipelineResult result) {
    return running(options).map(FlinkCluster::readings).orElse(Readings.NONE);
  }

  @Override
  public void cancel(PipelineOptions options) {
    running(options).ifPresent(FlinkCluster::cancel);
  }

  @Override
  public String stop(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    if (isEmbedded(flink)) {
      cancel(options);
      return LiveDefaults.onlyInThisProcess(flink);
    }
    return running(options).map(FlinkCluster::stop).orElse("");
  }

  /**
   * What there is to ask of the one job that this object watches; empty when it is in this process
   * and cannot be reached.
   */
  private synchronized Optional<FlinkCluster> running(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    if (running == null && (!isEmbedded(flink) || EmbeddedFlink.isReachable(flink))) {
      running = new FlinkCluster(flink);
    }
    return Optional.ofNullable(running);
  }
}
