package dev.catchment.pipelines.stream;

import java.util.UUID;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A name that no other run has, for the numbers of what it writes; not for the command line. A run
 * that goes on from the state of another keeps the name that stands there.
 */
@Hidden
public interface LineOptions extends PipelineOptions {
  @Default.InstanceFactory(Fresh.class)
  String getLine();

  void setLine(String value);

  /** Makes a name. */
  final class Fresh implements DefaultValueFactory<String> {
    private static final int LENGTH = 12;

    @Override
    public String create(PipelineOptions options) {
      return UUID.randomUUID().toString().replace("-", "").substring(0, LENGTH);
    }
  }
}
