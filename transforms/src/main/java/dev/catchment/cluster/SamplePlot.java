package dev.catchment.cluster;

import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Draws at most 2,000 rows for a scatter plot, up to the same number from each cluster so that
 * small ones are seen. The output is one {@link PlotSample}, the same for the same rows and model.
 * Memory: at most 2,000 dots.
 */
public final class SamplePlot extends PTransform<PCollection<Block>, PCollection<PlotSample>> {
  private static final long serialVersionUID = 1;
  private static final int MOST_DOTS = 2_000;

  private final transient PCollection<ClusterModel> model;
  private final int k;

  private SamplePlot(PCollection<ClusterModel> model, int k) {
    this.model = model;
    this.k = k;
  }

  /**
   * Draws rows by the clusters of a model.
   *
   * @param k the number of the model's clusters, 1 to 2,000
   */
  public static SamplePlot by(PCollection<ClusterModel> model, int k) {
    ClusteringException.check(
        k >= 1 && k <= MOST_DOTS, "k=%s clusters cannot be drawn, must be 1 to %s", k, MOST_DOTS);
    return new SamplePlot(model, k);
  }

  @Override
  public PCollection<PlotSample> expand(PCollection<Block> blocks) {
    PCollection<Block> nothing =
        blocks.getPipeline().apply("No rows", Create.of(Block.empty()).withCoder(BlockCoder.of()));
    return PCollectionList.of(blocks)
        .and(nothing)
        .apply("Rows", Flatten.pCollections())
        .apply(
            "Sample",
            FoldRows.sample(
                model,
                MOST_DOTS / k,
                SamplePlot::adder,
                (sample, trained) -> dots(sample),
                PlotSampleCoder.of()));
  }

  private static FoldRows.Adder<RowSample> adder(ClusterModel model) {
    Assigner assigner = new Assigner(model);
    return (sample, block) -> {
      for (int row = 0; row < block.rows(); row++) {
        int cluster = assigner.assign(block, row);
        long rank = SplitMix.rank(model.seed(), block.key(row));
        if (sample.takes(cluster, rank)) {
          double[] at = assigner.coordinates();
          sample.add(cluster, rank, new double[] {at[0], at.length > 1 ? at[1] : 0});
        }
      }
    };
  }

  private static PlotSample dots(RowSample sample) {
    List<PlotSample.Dot> dots = new ArrayList<>();
    for (int cluster : sample.groups()) {
      for (double[] row : sample.rows(cluster)) {
        dots.add(new PlotSample.Dot(cluster, row[0], row[1]));
      }
    }
    return new PlotSample(dots);
  }
}
