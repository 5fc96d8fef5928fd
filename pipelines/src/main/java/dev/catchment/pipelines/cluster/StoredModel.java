package dev.catchment.pipelines.cluster;

import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.ClusterModelCoder;
import dev.catchment.cluster.FeatureEncoding;
import dev.catchment.cluster.FeatureEncodingCoder;
import dev.catchment.cluster.InvalidModelException;
import dev.catchment.cluster.ModelJson;
import dev.catchment.model.Block;
import dev.catchment.model.Nearest;
import dev.catchment.pipelines.ArgumentsOptions;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Option;
import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableScan;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;

/**
 * Clusters that an earlier run has found.
 *
 * @param model the model that it wrote
 */
record StoredModel(ClusterModel model) implements ClusterSource {
  /**
   * The model that options name.
   *
   * @param table the names of the table's columns
   * @throws UsageException when there is none, when the table lacks its columns, or when other
   *     options ask for a training
   */
  static StoredModel of(ClusterOptions options, List<String> table) {
    checkNoTraining(options);
    StoredModel stored = new StoredModel(read("model", options.getModel()));
    for (String column : stored.columns()) {
      if (!table.contains(column)) {
        throw new UsageException(
            "--model: %s clusters by %s, which is no column of %s%s The columns are %s"
                .formatted(
                    options.getModel(),
                    column,
                    options.getInput(),
                    Nearest.hintOrStop(column, table),
                    String.join(", ", table)));
      }
    }
    return stored;
  }

  /** Reads a model that an option names. */
  static ClusterModel read(String option, String file) {
    try {
      return ModelJson.read(JsonFile.readText(file), file);
    } catch (UncheckedIOException | InvalidModelException e) {
      throw new UsageException("--" + option + ": " + e.getMessage(), e);
    }
  }

  private static void checkNoTraining(ClusterOptions options) {
    Set<String> given = ArgumentsOptions.given(options);
    String needless =
        Option.of(ClusterOptions.class).stream()
            .filter(option -> option.group() == Parameter.Group.METHOD)
            .map(Option::name)
            .filter(given::contains)
            .map(name -> "--" + name)
            .collect(Collectors.joining(", "));
    if (!needless.isEmpty()) {
      throw new UsageException(
          "--model=%s is not trained again, which needs no %s; leave out one or the other"
              .formatted(options.getModel(), needless));
    }
  }

  @Override
  public List<String> columns() {
    return model.encoding().columns();
  }

  @Override
  public FeatureEncoding trial() {
    return model.encoding();
  }

  @Override
  public int mostFeatures() {
    return model.encoding().features().size();
  }

  @Override
  public int mostClusters() {
    return model.k();
  }

  @Override
  public int leastRows() {
    return 0;
  }

  @Override
  public int passes() {
    return 2;
  }

  @Override
  public PCollection<FeatureEncoding> encoding(
      PCollection<TableRange> ranges, TableScan scan, RowCheck check) {
    return ranges
        .getPipeline()
        .apply("Encoding", Create.of(model.encoding()).withCoder(FeatureEncodingCoder.of()));
  }

  @Override
  public PCollection<ClusterModel> model(
      PCollection<Block> rows, PCollection<FeatureEncoding> encoding) {
    return rows.getPipeline().apply("Model", Create.of(model).withCoder(ClusterModelCoder.of()));
  }
}
