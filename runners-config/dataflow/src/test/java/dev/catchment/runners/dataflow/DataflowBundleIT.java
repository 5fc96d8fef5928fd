package dev.catchment.runners.dataflow;

import dev.catchment.runners.BundleChecks;
import org.junit.Test;

public class DataflowBundleIT extends BundleChecks {
  public DataflowBundleIT() {
    super("dataflow");
  }

  @Override
  protected String registrar() {
    return "org.apache.beam.runners.dataflow.DataflowPipelineRegistrar";
  }

  @Test
  public void itStartsByItself() {
    expectHelp();
    expectOptions();
  }
}
