package dev.catchment.pipelines.repair;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link RepairJob}. */
public interface RepairOptions extends ConfigOptions, ObserveOptions {
  @Description("The directory of the event store whose rejected records are tried again.")
  @Validation.Required
  @Parameter(
      label = "Store",
      group = Parameter.Group.INPUT,
      example = "store",
      kind = Parameter.Kind.INPUT_FOLDER)
  String getStore();

  void setStore(String value);

  @Description(
      "The file of patches (YAML), which say what to change in rejected records before they are"
          + " mapped again; without it, the configuration alone decides.")
  @Parameter(
      label = "Patches",
      group = Parameter.Group.INPUT,
      example = "patch.yaml",
      kind = Parameter.Kind.INPUT_FILE)
  String getPatch();

  void setPatch(String value);

  @Description(
      "Whether to show the rejected records by cause and how many would pass, and to change"
          + " nothing.")
  @Default.Boolean(false)
  @Parameter(label = "Show only", group = Parameter.Group.METHOD, example = "true")
  boolean getDryRun();

  void setDryRun(boolean value);

  @Description(
      "A file that does not exist yet, into which the patches that seem to help are written, to be"
          + " looked at and given with --patch; the store is not changed.")
  @Parameter(
      label = "File for proposed patches",
      group = Parameter.Group.OUTPUT,
      example = "patch.yaml")
  String getPropose();

  void setPropose(String value);

  @Description(
      "The file of the pseudonym key, made on first use; replaces privacy.key of the configuration.")
  @Parameter(
      label = "Pseudonym key",
      group = Parameter.Group.PRIVACY,
      example = "pseudonym-key.json")
  String getKey();

  void setKey(String value);
}
