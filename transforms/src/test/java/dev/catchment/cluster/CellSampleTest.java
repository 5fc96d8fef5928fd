package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.CoderLaws;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.Test;

public class CellSampleTest {
  @Test
  public void obeysTheLawsOfMerging() throws Exception {
    List<Long> keys = LongStream.range(0, 300).boxed().toList();
    MergeLaws.check(
        () -> new CellSample(20),
        (sample, key) ->
            sample.add(
                SplitMix.rank(1, key / 10),
                new String[] {key % 3 == 0 ? null : Long.toString(key % 5), "x" + key}),
        keys,
        CellSampleCoder.of());
  }

  @Test
  public void keepsTheLowestRanks() {
    CellSample sample = new CellSample(2);
    for (long rank : new long[] {5, -3, 9, 7}) {
      sample.add(rank, new String[] {Long.toString(rank)});
    }
    assertEquals(List.of("-3", "5"), cells(sample));
    assertTrue(sample.wants(5));
    assertFalse(sample.wants(6));
  }

  @Test
  public void tellsRowsOfEqualRankApartByTheirCells() {
    CellSample sample = new CellSample(2);
    for (String cell : new String[] {"b", "c", null, "a"}) {
      sample.add(7, new String[] {cell, "same"});
    }
    assertEquals("null a", sample.entries().get(0).cell(0) + " " + sample.entries().get(1).cell(0));
  }

  @Test
  public void keepsItsBytes() throws Exception {
    CellSample sample = new CellSample(300);
    sample.add(1, new String[] {"é", null});
    sample.add(-1, new String[] {"", "12"});
    assertEquals(
        "ac02 02 ffffffffffffffff 02 01 033132 0000000000000001 02 03c3a9 00".replace(" ", ""),
        HexFormat.of().formatHex(CoderLaws.encode(CellSampleCoder.of(), sample)));
    CoderLaws.check(CellSampleCoder.of(), sample, new CellSample(300), new CellSample(3));
  }

  private static List<String> cells(CellSample sample) {
    return sample.entries().stream().map(entry -> entry.cell(0)).toList();
  }
}
