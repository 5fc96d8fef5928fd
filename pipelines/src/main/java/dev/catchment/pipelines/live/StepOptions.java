package dev.catchment.pipelines.live;

import dev.catchment.pipelines.Parameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How time goes on in profiles that are kept up to date. */
public interface StepOptions extends PipelineOptions {
  @Description(
      "The step in which time goes on: minutes, hours or days such as 15m, 1h, 1d, of which a day"
          + " is a whole number. A look-back has up to 800 steps; the shorter they are, the sooner"
          + " somebody leaves by time alone and the more is kept of each person.")
  @Default.String("1d")
  @Parameter(
      label = "Step of time",
      group = Parameter.Group.METHOD,
      example = "1h",
      regex = "[1-9][0-9]{0,3}[mhd]",
      wanted = "a number of minutes, hours or days")
  String getStep();

  void setStep(String value);
}
