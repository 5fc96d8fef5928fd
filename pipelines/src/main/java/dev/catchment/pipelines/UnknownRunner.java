package dev.catchment.pipelines;

import org.apache.beam.sdk.options.PipelineOptions;

/** A runner that has no module here: it is taken as it is. */
record UnknownRunner(String name) implements RunnerSupport {
  @Override
  public boolean isFor(PipelineOptions options) {
    return true;
  }
}
