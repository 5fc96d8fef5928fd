package dev.catchment.runners.direct;

import dev.catchment.runners.BundleChecks;
import org.junit.Test;

public class DirectBundleIT extends BundleChecks {
  public DirectBundleIT() {
    super("direct");
  }

  @Override
  protected String registrar() {
    return "org.apache.beam.runners.direct.DirectRegistrar";
  }

  @Test
  public void itStartsByItself() {
    expectHelp();
    expectOptions();
  }
}
