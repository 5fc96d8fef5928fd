package dev.catchment.pipelines;

import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** A runner that has no module here: it is taken as it is. */
record UnknownRunner(String name) implements RunnerSupport {
  @Override
  public boolean isFor(PipelineOptions options) {
    return true;
  }

  @Override
  public void apply(PipelineOptions options, Set<String> given) {}

  @Override
  public List<String> refusals(Pipeline pipeline) {
    return List.of();
  }
}
