package dev.catchment.pipelines.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.account.Tallies;
import dev.catchment.cluster.AssignClusters;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.ModelJson;
import dev.catchment.cluster.PackBlocks;
import dev.catchment.cluster.PlotSample;
import dev.catchment.cluster.SamplePlot;
import dev.catchment.cluster.TrainClusters;
import dev.catchment.model.Block;
import dev.catchment.model.RawRecord;
import dev.catchment.pipelines.cluster.TableRows.FeatureCells;
import dev.catchment.read.ReadTable;
import dev.catchment.write.CsvRow;
import dev.catchment.write.CsvRowCoder;
import dev.catchment.write.WriteCsv;
import dev.catchment.write.WriteTallies;
import dev.catchment.write.WriteText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The steps of the cluster job: train on all rows, then give each row the number of its cluster.
 */
final class ClusterPipeline {
  /** The name of the column that is added, or replaced where the table has one. */
  static final String CLUSTER = "cluster";

  private ClusterPipeline() {}

  /** Where the parts of the output are staged. */
  record Outputs(String assignments, String model, String plot, String tallies) {}

  static PCollectionList<String> build(
      Pipeline pipeline,
      String input,
      List<String> columns,
      List<String> features,
      int components,
      RowCondition condition,
      ClusterOptions options,
      Outputs outputs) {
    FeatureCells cells =
        new FeatureCells(features, features.stream().map(columns::indexOf).toList());
    PCollectionTuple table = pipeline.apply("Read table", ReadTable.from(input));
    PCollectionTuple checked =
        table.get(ReadTable.RECORDS).apply("Keep numbers", TableRows.with(cells, condition));
    PCollection<RawRecord> rows = checked.get(TableRows.ROWS);
    PCollection<Block> blocks =
        TableRows.points(rows, cells).apply("Pack rows", PackBlocks.ofWidth(features.size()));
    PCollection<ClusterModel> model =
        blocks.apply(
            "Train",
            TrainClusters.on(features)
                .withK(options.getK())
                .withComponents(components)
                .withStandardize(options.getStandardize())
                .withSeed(options.getSeed()));
    return PCollectionList.of(
            rows.apply("Assign", AssignClusters.by(model, cells))
                .apply(
                    "Rows",
                    MapElements.into(TypeDescriptor.of(CsvRow.class))
                        .via(assigned -> row(assigned, columns.indexOf(CLUSTER))))
                .setCoder(CsvRowCoder.of())
                .apply(
                    "Write assignments",
                    WriteCsv.to(outputs.assignments()).withHeader(header(columns))))
        .and(
            model
                .apply(
                    "Model text", MapElements.into(TypeDescriptors.strings()).via(ModelJson::write))
                .apply("Write model", WriteText.to(outputs.model())))
        .and(
            blocks
                .apply("Plot sample", SamplePlot.by(model, options.getK()))
                .apply(
                    "Plot text",
                    MapElements.into(TypeDescriptors.strings()).via(ClusterPipeline::text))
                .apply("Write plot", WriteText.to(outputs.plot())))
        .and(
            PCollectionList.of(table.get(Tallies.TAG))
                .and(checked.get(Tallies.TAG))
                .apply("All tallies", Flatten.pCollections())
                .apply("Write tallies", WriteTallies.to(outputs.tallies())));
  }

  private static List<String> header(List<String> columns) {
    List<String> header = new ArrayList<>(columns);
    if (!columns.contains(CLUSTER)) {
      header.add(CLUSTER);
    }
    return header;
  }

  private static CsvRow row(KV<RawRecord, Integer> assigned, int slot) {
    List<String> cells = new ArrayList<>(Arrays.asList(assigned.getKey().columns()));
    String cluster = Integer.toString(assigned.getValue());
    if (slot < 0) {
      cells.add(cluster);
    } else {
      cells.set(slot, cluster);
    }
    return new CsvRow(
        assigned.getKey().position().file(), assigned.getKey().position().line(), cells);
  }

  private static String text(PlotSample sample) {
    try {
      return new ObjectMapper().writeValueAsString(sample.dots());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plot cannot be written", e);
    }
  }
}
