package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import dev.catchment.model.Block;
import java.util.List;
import org.junit.Test;

public class FullPassesTest {
  private final double[][] rows = Tables.groups(5);
  private final List<Block> blocks = Tables.blocks(rows, 4);
  private final ClusterModel model =
      LocalTraining.train(blocks, new ClusterSettings(5, false, 0, true, 0, 0, 1, null));

  @Test
  public void obeyTheLawsOfMergingByBlocks() throws Exception {
    ExactSumsCoder coder = new ExactSumsCoder();
    MergeLaws.check(ExactSums::new, new FullPass(model)::add, blocks, coder);
    MergeLaws.check(ExactSums::new, new MeasurePass(model)::add, blocks, coder);
  }

  @Test
  public void aSolutionStaysWhereItIs() {
    ExactSums sums = new ExactSums();
    FullPass pass = new FullPass(model);
    blocks.forEach(block -> pass.add(sums, block));
    ClusterModel moved = FullPass.move(sums, model);
    for (int cluster = 0; cluster < 5; cluster++) {
      assertArrayEquals(model.centroid(cluster), moved.centroid(cluster), 1e-12);
    }
  }

  @Test
  public void aBlockIsAssignedLikeItsRows() {
    Assigner byBlock = new Assigner(model);
    Assigner byRow = new Assigner(model);
    for (int row = 0; row < 4; row++) {
      assertEquals(byRow.assign(rows[row]), byBlock.assign(blocks.get(0), row));
      assertEquals(byRow.squaredDistance(), byBlock.squaredDistance(), 0);
      assertArrayEquals(model.project(rows[row]), byBlock.coordinates(), 0);
    }
  }
}
