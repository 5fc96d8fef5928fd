package dev.catchment.runners.spark;

import com.google.common.base.Splitter;
import dev.catchment.pipelines.RunnerSupport;
import dev.catchment.runners.Bundle;
import dev.catchment.runners.ClusterAddress;
import dev.catchment.runners.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs jobs on an embedded Spark of all cores, or on the cluster that the options name. */
public final class SparkSupport implements RunnerSupport {
  private static final String NAME = "Spark";

  private static final Pattern LOCAL = Pattern.compile("local(\\[(\\*|\\d+)(,\\d+)?])?");
  private static final String STANDALONE = "spark://";
  private static final String LOOPBACK = "127.0.0.1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isFor(PipelineOptions options) {
    return options.getRunner() == SparkRunner.class;
  }

  @Override
  public void apply(PipelineOptions options, Set<String> given) {
    SparkPipelineOptions spark = options.as(SparkPipelineOptions.class);
    if (!given.contains("sparkMaster")) {
      // spark-submit has set it, and then it rules.
      spark.setSparkMaster(System.getProperty("spark.master", "local[*]"));
    }
    if (spark.getSparkMaster().startsWith("local")) {
      System.setProperty("spark.driver.host", LOOPBACK);
      System.setProperty("spark.driver.bindAddress", LOOPBACK);
    }
    if (!given.contains("filesToStage")) {
      Bundle.of(SparkSupport.class).ifPresent(jar -> spark.setFilesToStage(List.of(jar)));
    }
    if (!given.contains("storageLevel")) {
      spark.setStorageLevel("MEMORY_AND_DISK");
    }
  }

  @Override
  public Optional<String> cluster(PipelineOptions options) {
    String master = options.as(SparkPipelineOptions.class).getSparkMaster();
    return LOCAL.matcher(master).matches() ? Optional.empty() : Optional.of(master);
  }

  /** A master that Yarn or Kubernetes knows is not asked; of several one must answer. */
  @Override
  public List<String> complaints(PipelineOptions options) {
    String master = options.as(SparkPipelineOptions.class).getSparkMaster();
    if (LOCAL.matcher(master).matches() || master.equals("yarn") || master.startsWith("k8s://")) {
      return List.of();
    }
    String option = "--sparkMaster=" + master;
    String example = "--sparkMaster=spark://host:7077, or leave it out for an embedded Spark";
    if (!master.startsWith(STANDALONE)) {
      return List.of(option + " is no address of a cluster; write " + example);
    }
    List<String> complaints = new ArrayList<>();
    for (String address : Splitter.on(',').split(master.substring(STANDALONE.length()))) {
      Optional<String> complaint = ClusterAddress.complaint(option, address, example);
      if (complaint.isEmpty()) {
        return List.of();
      }
      complaints.add(complaint.get());
    }
    return complaints;
  }

  @Override
  public List<String> refusals(Pipeline pipeline) {
    return Needs.of(pipeline).refusalsOn(NAME);
  }
}
