package dev.catchment.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Whether a job may replace what stands at its output. */
public interface OverwriteOptions extends PipelineOptions {
  @Description(
      "Whether an output of an earlier run is replaced; without it, a job refuses to start when its"
          + " output exists.")
  @Default.Boolean(false)
  @Parameter(label = "Replace earlier output", group = Parameter.Group.OUTPUT, example = "true")
  boolean getOverwrite();

  void setOverwrite(boolean value);
}
