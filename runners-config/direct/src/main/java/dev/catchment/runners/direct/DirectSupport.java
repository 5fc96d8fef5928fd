package dev.catchment.runners.direct;

import dev.catchment.pipelines.RunnerSupport;
import dev.catchment.runners.Needs;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Runs jobs on the Direct runner at full speed: without its checks that no step changes an element
 * and that every element can be encoded, which belong to tests and cost four fifths of the time.
 */
public final class DirectSupport implements RunnerSupport {
  private static final String NAME = "Direct";

  @Override
  public String name() {
    return NAME;
  }

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

  @Override
  public List<String> refusals(Pipeline pipeline) {
    return Needs.of(pipeline).refusalsOn(NAME);
  }
}
