package dev.catchment.runners.direct;

import dev.catchment.pipelines.RunnerDefaults;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Runs jobs on the Direct runner at full speed: without its checks that no step changes an element
 * and that every element can be encoded, which belong to tests and cost four fifths of the time.
 */
public final class DirectDefaults implements RunnerDefaults {
  @Override
  public boolean isFor(PipelineOptions options) {
    return options.getRunner() == DirectRunner.class;
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
