package dev.catchment.pipelines;

import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Starts jobs in tests as the launcher does: with progress and without the Direct runner's checks
 * of every element. {@code --enforceImmutability=true --enforceEncodability=true} turns these on.
 */
public final class AsLaunched implements RunnerSupport {
  @Override
  public String name() {
    return "Direct";
  }

  @Override
  public boolean isFor(PipelineOptions options) {
    return true;
  }

  @Override
  public void apply(PipelineOptions options, Set<String> given) {
    DirectOptions direct = options.as(DirectOptions.class);
    if (!given.contains("enforceImmutability")) {
      direct.setEnforceImmutability(false);
    }
    if (!given.contains("enforceEncodability")) {
      direct.setEnforceEncodability(false);
    }
    direct.setBlockOnRun(false);
  }
}
