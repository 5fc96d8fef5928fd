package dev.catchment.pipelines;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** The configuration file of a job. */
public interface ConfigOptions extends PipelineOptions {
  @Description("The configuration file (YAML); docs/configuration.md explains it.")
  @Validation.Required
  @Parameter(
      label = "Configuration",
      group = Parameter.Group.INPUT,
      example = "catchment.yaml",
      kind = Parameter.Kind.INPUT_FILE)
  String getConfig();

  void setConfig(String value);
}
