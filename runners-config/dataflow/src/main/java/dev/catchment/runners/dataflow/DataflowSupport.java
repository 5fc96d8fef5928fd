package dev.catchment.runners.dataflow;

import dev.catchment.pipelines.RunnerSupport;
import dev.catchment.runners.Needs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Runs jobs on Google Cloud Dataflow: batches with its shuffle service, which is Dataflow's
 * default, streams with Streaming Engine.
 */
public final class DataflowSupport implements RunnerSupport {
  private static final String NAME = "Dataflow";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isFor(PipelineOptions options) {
    return options.getRunner() == DataflowRunner.class;
  }

  @Override
  public void apply(PipelineOptions options, Set<String> given) {
    if (!given.contains("enableStreamingEngine")) {
      options.as(GcpOptions.class).setEnableStreamingEngine(true);
    }
  }

  @Override
  public Optional<String> cluster(PipelineOptions options) {
    return Optional.of("Google Cloud");
  }

  @Override
  public boolean seesLocalDisk(PipelineOptions options) {
    return false;
  }

  /** A template is written and launched later, by somebody else. */
  @Override
  public boolean isDetached(PipelineOptions options) {
    return options.as(DataflowPipelineOptions.class).getTemplateLocation() != null;
  }

  @Override
  public List<String> refusals(Pipeline pipeline) {
    return Needs.of(pipeline).refusalsOn(NAME);
  }
}
