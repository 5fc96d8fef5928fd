package dev.catchment.pipelines.live;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link ParityJob}. */
public interface ParityOptions
    extends ConfigOptions, StepOptions, OverwriteOptions, ObserveOptions {
  @Description("The directory of the event store that collect wrote, whose events are replayed.")
  @Validation.Required
  @Parameter(
      label = "Store",
      group = Parameter.Group.INPUT,
      example = "store",
      kind = Parameter.Kind.INPUT_FOLDER)
  String getStore();

  void setStore(String value);

  @Description("The directory that gets summary.json, with the first differences.")
  @Validation.Required
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "parity",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Description(
      "The day or time at which both are compared, such as 2026-01-31, the end of a step; replaces"
          + " profile.asOf of the configuration.")
  @Parameter(
      label = "As of",
      group = Parameter.Group.METHOD,
      example = "2026-01-31",
      regex = "\\d{4}-\\d{2}-\\d{2}([T ]\\S+)?",
      wanted = "a day or time")
  String getAsOf();

  void setAsOf(String value);

  @Description(
      "The share of the events that come late, by up to 30 days behind the watermark; one in five"
          + " of them comes up to a day before its time instead.")
  @Default.Double(0.05)
  @Parameter(
      label = "Share of late events",
      group = Parameter.Group.METHOD,
      example = "0.2",
      min = 0,
      max = 1)
  double getLate();

  void setLate(double value);

  @Description("The seed of the order in which the events come.")
  @Default.Long(1)
  @Parameter(label = "Seed", group = Parameter.Group.METHOD, example = "7")
  long getSeed();

  void setSeed(long value);
}
