package dev.catchment.cluster;

import dev.catchment.model.Block;
import java.util.List;

/** What {@link TrainClusters} does, one step after the other in memory. */
final class LocalTraining {
  private LocalTraining() {}

  static ClusterModel train(List<Block> blocks, ClusterSettings settings) {
    ClusterModel start = start(blocks, settings);
    Coreset coreset = coreset(blocks, start, settings.coreset());
    ClusterModel model = settings.solve(coreset, start);
    for (int pass = 0; pass < settings.refinements(); pass++) {
      model = FullPass.move(sums(new FullPass(model), blocks), model);
    }
    ClusterModel measured =
        model.measured(MeasurePass.of(sums(new MeasurePass(model), blocks), model));
    return measured.withOutlierDistances(OutlierDistances.of(coreset, measured));
  }

  static ClusterModel start(List<Block> blocks, ClusterSettings settings) {
    return settings.start(sums(new BlockMoments(settings.features().size()), blocks));
  }

  static Coreset coreset(List<Block> blocks, ClusterModel start, int size) {
    RowSample sample = new RowSample(CoresetPass.limit(size));
    CoresetPass pass = new CoresetPass(start, size);
    blocks.forEach(block -> pass.add(sample, block));
    return Coreset.of(sample.rows(0), start.table().size());
  }

  private static ExactSums sums(FoldRows.Adder<ExactSums> adder, List<Block> blocks) {
    ExactSums sums = new ExactSums();
    blocks.forEach(block -> adder.add(sums, block));
    return sums;
  }
}
