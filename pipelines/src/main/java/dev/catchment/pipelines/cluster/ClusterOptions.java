package dev.catchment.pipelines.cluster;

import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/**
 * The options of {@link ClusterJob}; the defaults are those of StandardScaler, PCA(2), KMeans(3).
 */
public interface ClusterOptions extends OverwriteOptions {
  @Description(
      "The table: a CSV or Parquet file, a glob or a directory; an event store stands for its"
          + " profiles.")
  @Validation.Required
  @Parameter(label = "Table", group = Parameter.Group.INPUT, example = "store/profiles")
  String getInput();

  void setInput(String value);

  @Description("The directory that gets assignments.csv, model.json, report.html and summary.json.")
  @Validation.Required
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "clusters",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Description(
      "The columns to cluster by, separated by commas; all columns of numbers unless it says"
          + " otherwise.")
  @Parameter(
      label = "Features",
      group = Parameter.Group.METHOD,
      example = "recency_days,sessions,orders",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "names of columns with commas between them")
  List<String> getFeatures();

  void setFeatures(List<String> value);

  @Description(
      "A CEL expression over the columns that says which rows are clustered, such as"
          + " 'orders > 0.0 && customer_id != null'; columns of numbers are decimals, the others"
          + " text. All rows unless it says otherwise.")
  @Parameter(label = "Condition", group = Parameter.Group.INPUT, example = "orders > 0.0")
  String getWhere();

  void setWhere(String value);

  @Description("The number of clusters, 1 to 1000.")
  @Default.Integer(3)
  @Parameter(
      label = "Number of clusters",
      group = Parameter.Group.METHOD,
      example = "4",
      min = 1,
      max = 1000)
  int getK();

  void setK(int value);

  @Description(
      "The number of principal components to cluster on, at most one per feature; 0 clusters the"
          + " features themselves. Without it 2, or 1 where there is one feature.")
  @Parameter(label = "Principal components", group = Parameter.Group.METHOD, example = "2", min = 0)
  Integer getComponents();

  void setComponents(Integer value);

  @Description("Whether each feature is brought to mean 0 and standard deviation 1 first.")
  @Default.Boolean(true)
  @Parameter(label = "Standardize", group = Parameter.Group.METHOD, example = "false")
  boolean getStandardize();

  void setStandardize(boolean value);

  @Description("The number that all chance is drawn from; the same one gives the same clusters.")
  @Default.Long(0)
  @Parameter(label = "Seed", group = Parameter.Group.METHOD, example = "7")
  long getSeed();

  void setSeed(long value);
}
