package dev.catchment.pipelines.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.account.Tallies;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.DriftJson;
import dev.catchment.cluster.FeatureEncoding;
import dev.catchment.cluster.MeasureDrift;
import dev.catchment.cluster.ModelJson;
import dev.catchment.cluster.PlotSample;
import dev.catchment.cluster.SamplePlot;
import dev.catchment.model.Block;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableRanges;
import dev.catchment.read.TableScan;
import dev.catchment.write.WriteTallies;
import dev.catchment.write.WriteText;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The steps of the cluster job: train on the numbers of all rows, unless there is a model, then
 * read the table again and give each row the number of its cluster, so that no text waits for the
 * training.
 */
final class ClusterPipeline {
  private ClusterPipeline() {}

  /** Where the parts of the output are staged. */
  record Outputs(String assignments, String model, String plot, String drift, String tallies) {}

  static PCollectionList<String> build(
      Pipeline pipeline,
      String input,
      TableScan scan,
      RowCheck check,
      ClusterSource clusters,
      Outputs outputs) {
    PCollection<TableRange> ranges = pipeline.apply("Find ranges", TableRanges.of(input));
    PCollection<FeatureEncoding> encoding = clusters.encoding(ranges, scan, check);
    PCollectionTuple table = ranges.apply("Read table", TableBlocks.of(scan, check, encoding));
    PCollection<Block> rows = table.get(TableBlocks.BLOCKS);
    PCollection<ClusterModel> model = clusters.model(rows, encoding);
    PCollectionTuple assignments =
        ranges.apply(
            "Write assignments", WriteAssignments.to(outputs.assignments(), scan, check, model));
    PCollectionList<String> written =
        PCollectionList.of(assignments.get(WriteAssignments.PARTS))
            .and(
                model
                    .apply(
                        "Model text",
                        MapElements.into(TypeDescriptors.strings()).via(ModelJson::write))
                    .apply("Write model", WriteText.to(outputs.model())))
            .and(
                rows.apply("Plot sample", SamplePlot.by(model, clusters.mostClusters()))
                    .apply(
                        "Plot text",
                        MapElements.into(TypeDescriptors.strings()).via(ClusterPipeline::text))
                    .apply("Write plot", WriteText.to(outputs.plot())))
            .and(
                PCollectionList.of(table.get(Tallies.TAG))
                    .and(assignments.get(Tallies.TAG))
                    .apply("Tallies", Flatten.pCollections())
                    .apply("Write tallies", WriteTallies.to(outputs.tallies())));
    return clusters instanceof StoredModel
        ? written.and(
            rows.apply("Measure drift", MeasureDrift.from(model))
                .apply(
                    "Drift text", MapElements.into(TypeDescriptors.strings()).via(DriftJson::write))
                .apply("Write drift", WriteText.to(outputs.drift())))
        : written;
  }

  private static String text(PlotSample sample) {
    try {
      return new ObjectMapper().writeValueAsString(sample.dots());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plot cannot be written", e);
    }
  }
}
