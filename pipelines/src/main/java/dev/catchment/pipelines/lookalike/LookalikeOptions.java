package dev.catchment.pipelines.lookalike;

import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@link LookalikeJob}. */
public interface LookalikeOptions extends OverwriteOptions, ObserveOptions {
  @Description(
      "The people: a CSV or Parquet file, a glob or a directory with a row for each; an event store"
          + " stands for its profiles.")
  @Validation.Required
  @Parameter(label = "Profiles", group = Parameter.Group.INPUT, example = "store/profiles")
  String getProfiles();

  void setProfiles(String value);

  @Description(
      "The file of the seeds, the people whose like is wanted: CSV whose header names the column of"
          + " --id, or one id per line.")
  @Validation.Required
  @Parameter(
      label = "Seed audience",
      group = Parameter.Group.INPUT,
      example = "audiences/high_value.csv",
      kind = Parameter.Kind.INPUT_FILE)
  String getSeedAudience();

  void setSeedAudience(String value);

  @Description("The column of the people's ids.")
  @Default.String("profile_id")
  @Parameter(label = "Id column", group = Parameter.Group.INPUT, example = "customer_id")
  String getId();

  void setId(String value);

  @Description(
      "A CEL expression over the columns that says who takes part, seeds and others, such as"
          + " 'orders > 0.0'; columns of numbers are decimals, the others text. Everybody unless it"
          + " says otherwise.")
  @Parameter(label = "Condition", group = Parameter.Group.INPUT, example = "orders > 0.0")
  String getWhere();

  void setWhere(String value);

  @Description(
      "The directory that gets lookalike.csv, model.json, curve.csv, report.html and summary.json.")
  @Validation.Required
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "lookalike",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Description(
      "The columns to compare people by, separated by commas; all columns of numbers but --id unless"
          + " it says otherwise.")
  @Parameter(
      label = "Features",
      group = Parameter.Group.METHOD,
      example = "recency_days,sessions,orders",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "names of columns with commas between them")
  List<String> getFeatures();

  void setFeatures(List<String> value);

  @Description(
      "How many people are given: a number of them, or a share of all who are no seeds, such as"
          + " 0.05. Everybody who is no seed unless it says otherwise.")
  @Parameter(
      label = "Reach",
      group = Parameter.Group.METHOD,
      example = "0.05",
      regex = "[1-9]\\d{0,17}|0?\\.\\d{0,9}[1-9]\\d{0,9}|1\\.0{1,9}",
      wanted = "a whole number of people, or a share above 0 to 1 with a point")
  String getReach();

  void setReach(String value);

  @Description(
      "The number that the sample of a large table is drawn from; the same one gives the same"
          + " people.")
  @Default.Long(0)
  @Parameter(label = "Seed", group = Parameter.Group.METHOD, example = "7")
  long getSeed();

  void setSeed(long value);

  @Description(
      "The fewest seeds that must be in the table, and the fewest people that are given, so that"
          + " nobody is singled out (k-anonymity), at least 10.")
  @Default.Integer(50)
  @Parameter(label = "Minimum", group = Parameter.Group.PRIVACY, example = "100", min = 10)
  int getMinimum();

  void setMinimum(int value);
}
