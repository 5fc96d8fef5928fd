package dev.catchment.pipelines.launch;

import dev.catchment.pipelines.ArgumentsOptions;
import dev.catchment.pipelines.Parameter;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link LaunchJob}; those of the runner are passed on to the job. */
public interface LaunchOptions extends ArgumentsOptions {
  @Description("The job to start; the first word after launch may be it, without --template=.")
  @Validation.Required
  @Parameter(
      label = "Template",
      group = Parameter.Group.INPUT,
      example = "collect",
      firstWord = true)
  String getTemplate();

  void setTemplate(String value);

  @Description(
      "The JSON file of the job's parameters, by name, or of a launch request that holds them"
          + " under \"parameters\". All of them stand in it: beside it the command line takes"
          + " options of the runner only.")
  @Validation.Required
  @Parameter(
      label = "Parameters",
      group = Parameter.Group.INPUT,
      example = "collect.json",
      kind = Parameter.Kind.INPUT_FILE)
  String getParameters();

  void setParameters(String value);
}
