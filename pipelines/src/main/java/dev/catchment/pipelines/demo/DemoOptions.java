package dev.catchment.pipelines.demo;

import dev.catchment.pipelines.ArgumentsOptions;
import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** The options of {@link DemoJob}; those of the runner are passed on to the jobs. */
public interface DemoOptions extends OverwriteOptions, ArgumentsOptions {
  @Description("The directory that gets everything the demo makes.")
  @Default.String("demo-output")
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "demo-output",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Description(
      "A world that generate wrote; without it the demo makes one beside its output, named after it"
          + " with -world at the end.")
  @Parameter(
      label = "World",
      group = Parameter.Group.INPUT,
      example = "world",
      kind = Parameter.Kind.INPUT_FOLDER)
  String getWorld();

  void setWorld(String value);

  @Description("The file of the pseudonym key, made on first use; without it the key of the user.")
  @Parameter(
      label = "Pseudonym key",
      group = Parameter.Group.PRIVACY,
      example = "pseudonym-key.json")
  String getKey();

  void setKey(String value);
}
