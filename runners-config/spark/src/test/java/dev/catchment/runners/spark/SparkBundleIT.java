package dev.catchment.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;

import dev.catchment.runners.BundleChecks;
import java.io.IOException;
import org.junit.Test;

public class SparkBundleIT extends BundleChecks {
  public SparkBundleIT() {
    super("spark");
  }

  @Override
  protected String registrar() {
    return "org.apache.beam.runners.spark.SparkRunnerRegistrar";
  }

  @Test
  public void whatSparkHasIsNotThereUnderTheSameName() throws IOException {
    assertThat(
        entries(
            "(META-INF/versions/[0-9]+/)?(scala|org/(slf4j|antlr|joda|json4s)|io/netty|com/(google/(common|protobuf|gson)|fasterxml|esotericsoftware)|org/apache/(spark|hadoop|parquet|avro|logging|log4j|arrow))/.*class"),
        empty());
  }

  @Test
  public void whatIsRelocatedIsThere() throws IOException {
    assertThat(
        entries(
            "dev/catchment/bundled/(org/antlr/v4/runtime/CharStream|org/apache/parquet/hadoop/ParquetWriter|com/google/common/collect/ImmutableList).class"),
        hasSize(3));
  }
}
