package dev.catchment.cluster;

import dev.catchment.model.Block;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * Draws at most 2,000 rows for a scatter plot, up to the same number from each cluster so that
 * small ones are seen. The output is one {@link PlotSample} (none if there are no rows), the same
 * for the same rows and model. Memory: at most 2,000 dots.
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
  public PCollection<PlotSample> expand(PCollection<Block> rows) {
    return rows.apply(
        "Sample",
        FoldRows.sample(
            model,
            MOST_DOTS / k,
            SamplePlot::add,
            (sample, trained) -> dots(sample),
            PlotSampleCoder.of()));
  }

  private static void add(RowSample sample, long key, double[] row, ClusterModel model) {
    double[] projected = model.project(row);
    double[] dot = {projected[0], projected.length > 1 ? projected[1] : 0};
    sample.add(model.nearest(projected), SplitMix.rank(model.seed(), key), dot);
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
