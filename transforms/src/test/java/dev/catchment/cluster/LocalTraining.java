package dev.catchment.cluster;

import dev.catchment.model.Block;
import java.util.List;

/** What {@link TrainClusters} does, one step after the other in memory. */
final class LocalTraining {
  private LocalTraining() {}

  /** Trains on numbers that are features. */
  static ClusterModel train(List<Block> blocks, ClusterSettings settings) {
    return train(blocks, identity(blocks), settings);
  }

  static ClusterModel train(
      List<Block> blocks, FeatureEncoding encoding, ClusterSettings settings) {
    ClusterModel start =
        settings.start(sums(new BlockMoments(encoding.features().size()), blocks), encoding);
    Coreset coreset = coreset(blocks, start, settings.coreset());
    ClusterModel model = settings.solve(coreset, start);
    for (int pass = 0; pass < settings.refinements(); pass++) {
      model = FullPass.move(sums(new FullPass(model), blocks), model);
    }
    ClusterModel measured = settings.measured(sums(new MeasurePass(model), blocks), model);
    return ClusterSettings.judged(coreset, measured);
  }

  private static FeatureEncoding identity(List<Block> blocks) {
    return FeatureEncoding.identity(Tables.names(blocks.get(0).width()));
  }

  static ClusterModel start(List<Block> blocks, ClusterSettings settings) {
    return settings.start(sums(new BlockMoments(blocks.get(0).width()), blocks), identity(blocks));
  }

  static Coreset coreset(List<Block> blocks, ClusterModel start, int size) {
    RowSample sample = new RowSample(CoresetPass.limit(size));
    CoresetPass pass = new CoresetPass(start, size);
    blocks.forEach(block -> pass.add(sample, block));
    return Coreset.of(sample.rows(0), start.table().size());
  }

  static ExactSums sums(FoldRows.Adder<ExactSums> adder, List<Block> blocks) {
    ExactSums sums = new ExactSums();
    blocks.forEach(block -> adder.add(sums, block));
    return sums;
  }
}
