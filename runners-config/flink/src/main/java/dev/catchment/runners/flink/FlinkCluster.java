package dev.catchment.runners.flink;

import com.google.common.net.HostAndPort;
import dev.catchment.pipelines.Readings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.ClusterClientFactory;
import org.apache.flink.client.deployment.ClusterDescriptor;
import org.apache.flink.client.deployment.DefaultClusterClientServiceLoader;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What the JobManager of a Flink cluster knows of a job that Beam submitted and waits for: Beam
 * itself tells nothing of it until it is done. The job is found by its name among those that began
 * after this process, give or take a minute by which the clocks may differ. One client, opened at
 * the first question, serves until the process ends; its threads are daemons.
 */
final class FlinkCluster {
  private static final Duration CANCELLING = Duration.ofSeconds(30);
  private static final Duration ANSWERING = Duration.ofSeconds(5);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 200;

  private final FlinkPipelineOptions options;
  private final Duration patience;
  private ClusterClient<?> client;
  private FlinkMetrics metrics;

  /** The cluster that a job with these options runs on. */
  FlinkCluster(FlinkPipelineOptions options) {
    this(options, CANCELLING);
  }

  /** A cluster with the time that a job has for stopping. */
  FlinkCluster(FlinkPipelineOptions options, Duration patience) {
    this.options = options;
    this.patience = patience;
  }

  /** How many tasks of the job are done; empty when it cannot be told. */
  Optional<String> state() {
    try {
      return client() instanceof RestClusterClient<?> rest ? tasks(rest) : Optional.empty();
    } catch (Exception | LinkageError unknown) {
      return Optional.empty();
    }
  }

  private Optional<String> tasks(RestClusterClient<?> rest) throws Exception {
    Optional<JobStatusMessage> job = job(rest);
    if (job.isEmpty() || !isLive(job.get())) {
      return Optional.empty();
    }
    int all = 0;
    int done = 0;
    for (var vertex : answer(rest.getJobDetails(job.get().getJobId())).getJobVertexInfos()) {
      for (Map.Entry<ExecutionState, Integer> tasks : vertex.getTasksPerState().entrySet()) {
        all += tasks.getValue();
        done += tasks.getKey() == ExecutionState.FINISHED ? tasks.getValue() : 0;
      }
    }
    return all == 0 ? Optional.empty() : Optional.of("%d of %d tasks done".formatted(done, all));
  }

  /** The counts of the job; none when they cannot be told. */
  synchronized Readings readings() {
    try {
      if (metrics == null && client() instanceof RestClusterClient<?> rest) {
        metrics =
            job(rest)
                .filter(FlinkCluster::isLive)
                .map(job -> new FlinkMetrics(rest.getWebInterfaceURL(), job.getJobId().toString()))
                .orElse(null);
      }
      return metrics == null ? Readings.NONE : metrics.read();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Readings.NONE;
    } catch (Exception | LinkageError unknown) {
      metrics = null;
      return Readings.NONE;
    }
  }

  /**
   * Cancels the job unless it is over, and waits until it has stopped. An embedded Flink ends with
   * its job, and then answers no more.
   *
   * @throws IllegalStateException when the cluster does not answer or the job does not stop
   */
  void cancel() {
    try {
      stop(client());
    } catch (Exception | LinkageError failure) {
      throw new IllegalStateException(
          "cancel the job %s on the cluster by hand (%s)"
              .formatted(
                  options.getJobName(),
                  Objects.requireNonNullElse(
                      failure.getMessage(), failure.getClass().getSimpleName())),
          failure);
    }
  }

  /**
   * Stops a live job with a savepoint where the cluster has a folder for them, or else cancels it,
   * and waits until it has stopped.
   *
   * @return how to go on, as the end of a sentence
   * @throws IllegalStateException when the cluster does not answer or the job does not stop
   */
  String stop() {
    try {
      Optional<JobStatusMessage> job = job(client());
      if (job.isPresent() && isLive(job.get())) {
        String savepoint =
            client()
                .stopWithSavepoint(job.get().getJobId(), false, null, SavepointFormatType.CANONICAL)
                .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        return "; to go on where it was, start it with --savepointPath=" + savepoint;
      }
    } catch (Exception | LinkageError noSavepoint) {
      // There is no folder for savepoints, or the job is just starting again.
    }
    cancel();
    return "; to go on where it was, start it with the --savepointPath of its last checkpoint";
  }

  private void stop(ClusterClient<?> cluster) throws Exception {
    String state = "not there";
    boolean isTold = false;
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      Optional<JobStatusMessage> job;
      try {
        job = job(cluster);
      } catch (ExecutionException | TimeoutException gone) {
        if (isTold && EmbeddedFlink.isReachable(options)) {
          return;
        }
        throw gone;
      }
      if (job.isPresent()) {
        JobStatus status = job.get().getJobState();
        if (status.isGloballyTerminalState()) {
          return;
        }
        if (status != JobStatus.CANCELLING) {
          cancel(cluster, job.get().getJobId());
          isTold = true;
        }
        state = status.toString();
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new TimeoutException(
        "after %d seconds it is still %s".formatted(patience.toSeconds(), state));
  }

  private static void cancel(ClusterClient<?> cluster, JobID job)
      throws InterruptedException, TimeoutException {
    try {
      answer(cluster.cancel(job));
    } catch (ExecutionException refused) {
      // It may have ended just now: its state will tell.
    }
  }

  /** The job, unless two are live that have its name. */
  private Optional<JobStatusMessage> job(ClusterClient<?> cluster) throws Exception {
    long begin = ManagementFactory.getRuntimeMXBean().getStartTime() - CLOCK_SKEW.toMillis();
    List<JobStatusMessage> named =
        answer(cluster.listJobs()).stream()
            .filter(job -> job.getJobName().equals(options.getJobName()))
            .filter(job -> job.getStartTime() >= begin)
            .toList();
    List<JobStatusMessage> live = named.stream().filter(FlinkCluster::isLive).toList();
    return live.size() > 1
        ? Optional.empty()
        : live.stream().findFirst().or(() -> named.stream().findFirst());
  }

  private static boolean isLive(JobStatusMessage job) {
    return !job.getJobState().isGloballyTerminalState();
  }

  private static <T> T answer(Future<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(ANSWERING.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized ClusterClient<?> client() throws Exception {
    if (client == null) {
      Configuration configuration = configuration(options);
      client =
          open(
              new DefaultClusterClientServiceLoader().getClusterClientFactory(configuration),
              configuration);
    }
    return client;
  }

  private static <C> ClusterClient<C> open(
      ClusterClientFactory<C> factory, Configuration configuration) throws Exception {
    try (ClusterDescriptor<C> cluster = factory.createClusterDescriptor(configuration)) {
      return cluster.retrieve(factory.getClusterId(configuration)).getClusterClient();
    }
  }

  /** How the cluster is reached, found as Beam finds it. */
  static Configuration configuration(FlinkPipelineOptions options) {
    String master = options.getFlinkMaster().replaceFirst("^https?://", "");
    if (master.equals("[auto]")) {
      return Configuration.fromMap(
          StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration().toMap());
    }
    String folder = options.getFlinkConfDir();
    Configuration configuration =
        folder == null ? new Configuration() : GlobalConfiguration.loadConfiguration(folder);
    configuration.set(DeploymentOptions.TARGET, "remote");
    if (master.startsWith("[") && !master.contains(":")) {
      return configuration;
    }
    HostAndPort address =
        HostAndPort.fromString(master).withDefaultPort(configuration.get(RestOptions.PORT));
    configuration.set(RestOptions.ADDRESS, address.getHost());
    configuration.set(RestOptions.PORT, address.getPort());
    return configuration;
  }
}
