package dev.catchment.cluster;

import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.Test;

/** Inertia on real tables against that of scikit-learn. */
public class InertiaTest {
  private static void check(String table, long seed, boolean standardize) throws Exception {
    double[][] rows = Tables.shared(table);
    String name = table + (standardize ? "_standardized(ddof=0)" : "_raw");
    JsonNode reference = Tables.reference(name);
    int k = reference.path("k").asInt();
    ClusterSettings settings = new ClusterSettings(k, false, 0, standardize, seed, 0, 2, null);
    double inertia = LocalTraining.train(Tables.blocks(rows, 256), settings).inertia();
    double best = reference.path("inertia").asDouble();
    double median = reference.path("inertia_single_run_20seeds").path("median").asDouble();
    assertTrue(
        name + " seed " + seed + ": " + inertia + ", 50 starts " + best + ", one " + median,
        inertia <= 1.01 * best && inertia <= median * (1 + 1e-9));
  }

  private static void check(String table) throws Exception {
    for (long seed = 0; seed < 5; seed++) {
      check(table, seed, true);
      check(table, seed, false);
    }
  }

  @Test
  public void irisIsAsGoodAsScikitLearn() throws Exception {
    check("iris");
  }

  @Test
  public void wineIsAsGoodAsScikitLearn() throws Exception {
    check("wine");
  }

  @Test
  public void digitsAreAsGoodAsScikitLearn() throws Exception {
    check("digits");
  }

  @Test
  public void breastCancerIsAsGoodAsScikitLearn() throws Exception {
    check("breast_cancer");
  }
}
