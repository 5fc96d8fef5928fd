package dev.catchment.runners.spark;

import static org.junit.Assert.assertEquals;

import java.util.Set;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.junit.After;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class SparkSupportTest {
  private static final String MASTER = "spark.master";
  private static final String HOST = "spark.driver.host";

  @After
  public void forget() {
    System.clearProperty(MASTER);
    System.clearProperty(HOST);
    System.clearProperty("spark.driver.bindAddress");
  }

  @Test
  public void embeddedSparkStaysOnLoopback() {
    assertEquals("local[*]", master());
    assertEquals("127.0.0.1", System.getProperty(HOST));
  }

  @Test
  public void whatSparkSubmitHasSetRules() {
    System.setProperty(MASTER, "k8s://https://10.0.0.1");
    System.setProperty(HOST, "driver-svc");
    assertEquals("k8s://https://10.0.0.1", master());
    assertEquals("driver-svc", System.getProperty(HOST));
  }

  private static String master() {
    SparkPipelineOptions options = PipelineOptionsFactory.as(SparkPipelineOptions.class);
    new SparkSupport().apply(options, Set.of());
    return options.getSparkMaster();
  }
}
