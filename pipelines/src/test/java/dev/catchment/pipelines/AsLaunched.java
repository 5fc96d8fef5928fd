package dev.catchment.pipelines;

import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** Starts jobs in tests as the launcher does: not blocked, so that progress is shown. */
public final class AsLaunched implements RunnerDefaults {
  @Override
  public boolean isFor(PipelineOptions options) {
    return true;
  }

  @Override
  public void apply(PipelineOptions options, Set<String> given) {
    options.as(DirectOptions.class).setBlockOnRun(false);
  }
}
