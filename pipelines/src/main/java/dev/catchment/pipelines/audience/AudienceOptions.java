package dev.catchment.pipelines.audience;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link AudienceJob}. */
public interface AudienceOptions extends ConfigOptions, OverwriteOptions, ObserveOptions {
  @Description("The directory of the store whose profiles the profile job wrote.")
  @Validation.Required
  @Parameter(
      label = "Store",
      group = Parameter.Group.INPUT,
      example = "store",
      kind = Parameter.Kind.INPUT_FOLDER)
  String getStore();

  void setStore(String value);

  @Description("The directory that gets one CSV file per audience and summary.json.")
  @Validation.Required
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "audiences",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Description(
      "The model.json of the cluster job; with it rules may use the field cluster, the number of"
          + " the profile's cluster.")
  @Parameter(
      label = "Cluster model",
      group = Parameter.Group.INPUT,
      example = "clusters/model.json",
      kind = Parameter.Kind.INPUT_FILE)
  String getModel();

  void setModel(String value);
}
