package dev.catchment.pipelines.cluster;

import dev.catchment.pipelines.ArgumentsOptions;
import dev.catchment.pipelines.OverwriteOptions;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/**
 * The options of {@link ClusterJob}; the defaults are those of StandardScaler, PCA(2), KMeans(3).
 */
public interface ClusterOptions extends OverwriteOptions, ArgumentsOptions, ObserveOptions {
  @Description(
      "The table: a CSV or Parquet file, a glob or a directory; an event store stands for its"
          + " profiles.")
  @Validation.Required
  @Parameter(label = "Table", group = Parameter.Group.INPUT, example = "store/profiles")
  String getInput();

  void setInput(String value);

  @Description(
      "The directory that gets assignments.csv, model.json, report.html and summary.json; drift.json"
          + " in place of model.json with --model.")
  @Validation.Required
  @Parameter(
      label = "Output folder",
      group = Parameter.Group.OUTPUT,
      example = "clusters",
      kind = Parameter.Kind.OUTPUT_FOLDER)
  String getOutput();

  void setOutput(String value);

  @Description(
      "The model.json of an earlier run, by which rows are given their clusters; nothing is"
          + " trained.")
  @Parameter(
      label = "Model",
      group = Parameter.Group.INPUT,
      example = "clusters/model.json",
      kind = Parameter.Kind.INPUT_FILE)
  String getModel();

  void setModel(String value);

  @Description(
      "The model.json of an earlier run whose clusters keep their numbers: each new cluster gets"
          + " that of the earlier one that it continues.")
  @Parameter(
      label = "Earlier model",
      group = Parameter.Group.METHOD,
      example = "clusters/model.json",
      kind = Parameter.Kind.INPUT_FILE)
  String getEarlier();

  void setEarlier(String value);

  @Description(
      "The columns of numbers to cluster by, separated by commas; all columns of numbers unless it"
          + " says otherwise.")
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

  @Description(
      "The number of clusters, 1 to 1000; or auto, which takes the number from 2 on that has the"
          + " highest mean silhouette.")
  @Default.String("3")
  @Parameter(
      label = "Number of clusters",
      group = Parameter.Group.METHOD,
      example = "4",
      regex = "auto|[1-9][0-9]{0,2}|1000",
      wanted = "a whole number from 1 to 1000, or auto,")
  String getK();

  void setK(String value);

  @Description("The largest number of clusters that --k=auto tries, 2 to 100. Without it 10.")
  @Parameter(
      label = "Most clusters",
      group = Parameter.Group.METHOD,
      example = "20",
      min = 2,
      max = 100)
  Integer getMaxK();

  void setMaxK(Integer value);

  @Description(
      "Columns of which the logarithm is clustered by, separated by commas: ln(1 + x), and"
          + " -ln(1 - x) below 0, for amounts and counts of which few are very large. They need not"
          + " be named as features.")
  @Parameter(
      label = "Logarithms",
      group = Parameter.Group.METHOD,
      example = "revenue,orders",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "names of columns with commas between them")
  List<String> getLog();

  void setLog(List<String> value);

  @Description(
      "Columns of which the rank is clustered by, separated by commas: 0 for the smallest"
          + " number to 1 for the largest, whatever lies between. They need not be named as"
          + " features.")
  @Parameter(
      label = "Ranks",
      group = Parameter.Group.METHOD,
      example = "recency_days",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "names of columns with commas between them")
  List<String> getQuantile();

  void setQuantile(List<String> value);

  @Description(
      "Columns of texts, separated by commas, each of whose most frequent values becomes"
          + " a feature of its own, 1 or 0; all other values share one. The values are stored"
          + " in the model.")
  @Parameter(
      label = "Categories as features",
      group = Parameter.Group.METHOD,
      example = "country,device",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "names of columns with commas between them")
  List<String> getOneHot();

  void setOneHot(List<String> value);

  @Description(
      "The most values of a column of --oneHot that become features of their own, 1 to" + " 1000.")
  @Default.Integer(20)
  @Parameter(
      label = "Categories per column",
      group = Parameter.Group.METHOD,
      example = "10",
      min = 1,
      max = 1000)
  int getCategories();

  void setCategories(int value);

  @Description(
      "Columns of texts, separated by commas, of which the share of the value among the"
          + " rows is clustered by, 0 to 1. The values are stored in the model.")
  @Parameter(
      label = "Frequencies",
      group = Parameter.Group.METHOD,
      example = "city",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "names of columns with commas between them")
  List<String> getFrequency();

  void setFrequency(List<String> value);

  @Description(
      "How much columns count, separated by commas: a column and a number from 0.000001"
          + " to 1000000 each, by which its distances are multiplied after scaling; 1 for all"
          + " others.")
  @Parameter(
      label = "Weights",
      group = Parameter.Group.METHOD,
      example = "orders=2,revenue=0.5",
      regex = "[^,]+=[^,=]+",
      wanted = "names of columns, each with = and a number, and commas between them")
  List<String> getWeight();

  void setWeight(List<String> value);

  @Description(
      "What an empty cell stands for: mean or median of its column, or drop, which leaves"
          + " its row out. An empty cell of --oneHot is in no category unless its row is"
          + " dropped.")
  @Default.String("mean")
  @Parameter(
      label = "Missing values",
      group = Parameter.Group.METHOD,
      example = "median",
      values = {
        @Parameter.Choice(value = "mean", label = "the mean of the column"),
        @Parameter.Choice(value = "median", label = "the median of the column"),
        @Parameter.Choice(value = "drop", label = "leave the row out")
      })
  String getMissing();

  void setMissing(String value);

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
