package dev.catchment.pipelines.audience;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.OverwriteOptions;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link AudienceJob}. */
public interface AudienceOptions extends ConfigOptions, OverwriteOptions {
  @Description("The directory of the store whose profiles the profile job wrote.")
  @Validation.Required
  String getStore();

  void setStore(String value);

  @Description("The directory that gets one CSV file per audience and summary.json.")
  @Validation.Required
  String getOutput();

  void setOutput(String value);

  @Description(
      "The model.json of the cluster job; with it rules may use the field cluster, the number of"
          + " the profile's cluster.")
  String getModel();

  void setModel(String value);
}
