package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.Test;

public class RowSampleTest {
  @Test
  public void obeysTheLawsOfMerging() throws Exception {
    List<Long> keys = LongStream.range(0, 300).boxed().toList();
    MergeLaws.check(
        () -> new RowSample(20),
        (sample, key) ->
            sample.add((int) (key % 3), SplitMix.rank(1, key / 10), new double[] {key, -key}),
        keys,
        new RowSampleCoder());
  }

  @Test
  public void keepsTheLowestRanksOfEachGroup() {
    RowSample sample = new RowSample(2);
    for (long rank : new long[] {5, -3, 9, 7}) {
      sample.add(0, rank, new double[] {rank});
    }
    sample.add(4, 100, new double[] {100});
    assertArrayEquals(new double[][] {{-3}, {5}}, sample.rows(0));
    assertArrayEquals(new double[][] {{100}}, sample.rows(4));
    assertEquals(0, sample.rows(1).length);
  }

  @Test
  public void tellsRowsOfEqualRankApartByTheirValues() {
    RowSample sample = new RowSample(1);
    for (double value : new double[] {3, 1, 2}) {
      sample.add(0, 7, new double[] {value});
    }
    assertArrayEquals(new double[][] {{1}}, sample.rows(0));
  }
}
