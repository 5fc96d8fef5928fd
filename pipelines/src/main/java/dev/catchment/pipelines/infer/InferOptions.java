package dev.catchment.pipelines.infer;

import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link InferJob}. */
public interface InferOptions extends OverwriteOptions {
  @Description("The files of the source: a path or a glob.")
  @Validation.Required
  @Parameter(label = "Input files", group = Parameter.Group.INPUT, example = "orders/*.csv")
  String getInput();

  void setInput(String value);

  @Description("The name of the source; without it, one is made of the name of the files.")
  @Parameter(
      label = "Name of the source",
      group = Parameter.Group.INPUT,
      example = "orders",
      regex = "[A-Za-z][A-Za-z0-9_-]*",
      wanted = "a letter, then letters, digits, _ or -")
  String getName();

  void setName(String value);

  @Description("The number of records that are looked at, from the first on.")
  @Default.Integer(10_000)
  @Parameter(
      label = "Records of the sample",
      group = Parameter.Group.METHOD,
      example = "1000",
      min = 1,
      max = 1_000_000)
  int getSample();

  void setSample(int value);

  @Description(
      "The ISO 3166 region whose national telephone numbers are understood, such as GB; without it,"
          + " only numbers that begin with + are.")
  @Parameter(
      label = "Region of telephone numbers",
      group = Parameter.Group.METHOD,
      example = "GB",
      regex = "[A-Z]{2}",
      wanted = "a code of two capital letters")
  String getRegion();

  void setRegion(String value);

  @Description("The file that the configuration is written to; without it, it is printed.")
  @Parameter(label = "Configuration", group = Parameter.Group.OUTPUT, example = "catchment.yaml")
  String getOutput();

  void setOutput(String value);

  @Override
  @Description("Whether a file that stands there is replaced; without it, it is not.")
  @Default.Boolean(false)
  @Parameter(label = "Replace the file", group = Parameter.Group.OUTPUT, example = "true")
  boolean getOverwrite();

  @Override
  void setOverwrite(boolean value);
}
