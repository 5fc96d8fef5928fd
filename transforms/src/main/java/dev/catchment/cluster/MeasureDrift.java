package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Measures how far the rows of a bounded table are from those that a model was trained on, in one
 * pass. The output is one {@link Drift}, the same for the same rows whatever their order; without
 * rows its indices are NaN. The blocks hold encoded numbers, as for {@link TrainClusters}.
 *
 * <p>Memory per worker thread: 8 to 32 bytes times 13 times clusters times features, at most 8 MB.
 */
public final class MeasureDrift extends PTransform<PCollection<Block>, PCollection<Drift>> {
  private static final long serialVersionUID = 1;

  private final transient PCollection<ClusterModel> model;

  private MeasureDrift(PCollection<ClusterModel> model) {
    this.model = model;
  }

  /** The drift from what a model, the one element of a collection, was trained on. */
  public static MeasureDrift from(PCollection<ClusterModel> model) {
    return new MeasureDrift(checkNotNull(model, "model"));
  }

  @Override
  public PCollection<Drift> expand(PCollection<Block> rows) {
    PCollection<Block> nothing =
        rows.getPipeline().apply("No rows", Create.of(Block.empty()).withCoder(BlockCoder.of()));
    return PCollectionList.of(rows)
        .and(nothing)
        .apply("Rows", Flatten.pCollections())
        .apply("Count", FoldRows.sums(model, MeasurePass::new, Drift::of, DriftCoder.of()));
  }
}
