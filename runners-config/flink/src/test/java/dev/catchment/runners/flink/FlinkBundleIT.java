package dev.catchment.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;

import dev.catchment.runners.BundleChecks;
import java.io.IOException;
import org.junit.Test;

public class FlinkBundleIT extends BundleChecks {
  public FlinkBundleIT() {
    super("flink");
  }

  @Override
  protected String registrar() {
    return "org.apache.beam.runners.flink.FlinkRunnerRegistrar";
  }

  @Test
  public void whatFlinkLoadsItselfIsNotThere() throws IOException {
    assertThat(
        entries(
            "(org/apache/flink|org/slf4j|org/apache/logging|org/apache/log4j|ch/qos/logback|com/esotericsoftware/kryo)/.*class"),
        empty());
  }
}
