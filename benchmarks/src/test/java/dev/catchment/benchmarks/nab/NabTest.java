package dev.catchment.benchmarks.nab;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.testing.SharedData;
import java.io.IOException;
import java.util.List;
import org.junit.Test;

/** The part of the Numenta Anomaly Benchmark that is among the shared data; skipped without it. */
public class NabTest {
  private static List<NabFile> files() throws IOException {
    return NabFile.read(SharedData.file("nab"));
  }

  @Test
  public void theWindowedGaussianGetsTheScoresOfTheBoard() throws IOException {
    // What the board's scores of these files add up to.
    assertEquals(37.05, score(NabProfile.STANDARD), 0.005);
    assertEquals(18.84, score(NabProfile.LOW_FALSE_ALARMS), 0.005);
    assertEquals(44.70, score(NabProfile.LOW_MISSES), 0.005);
  }

  private static double score(NabProfile profile) throws IOException {
    return NabBenchmark.score(profile, files(), NabBenchmark::gaussian);
  }

  @Test
  public void theDefaultDetectorIsAboveSeventy() throws IOException {
    double score = NabBenchmark.score(NabProfile.STANDARD, files(), NabBenchmark::detector);
    assertTrue("scores " + score, score > 70);
  }
}
