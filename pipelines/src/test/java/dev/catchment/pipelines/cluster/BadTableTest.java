package dev.catchment.pipelines.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** What the cluster job makes of tables that are hard to cluster; docs/jobs/cluster.md tells it. */
public class BadTableTest {
  @Rule public final Workspace folder = new Workspace();

  private final ClusterRuns runs = new ClusterRuns(folder);

  @Test
  public void aConstantColumnDoesNotCount() {
    runs.cluster("x,y\n1,7\n2,7\n50,7\n", "--k=2").expect(ExitStatus.DONE);
    assertEquals("001", runs.clusters());
  }

  @Test
  public void aColumnWithoutValuesIsNamed() {
    runs.cluster("x,y\n1,\n2,\n", "--features=x,y", "--k=1")
        .expect(ExitStatus.FAILED)
        .complains("feature 'y' has no number in any of 2 rows; leave it out of the features");
  }

  @Test
  public void fewerRowsThanClustersAreRefused() {
    runs.cluster("x\n1\n2\n", "--k=3")
        .expect(ExitStatus.FAILED)
        .complains("k=3 clusters cannot be made of 2 rows; use a smaller k");
  }

  @Test
  public void equalRowsAreOneClusterAndTheOthersStayEmpty() {
    String table = "x,y\n" + "1,2\n".repeat(9);
    runs.cluster(table, "--k=3").expect(ExitStatus.DONE);
    assertEquals("000000000", runs.clusters());
    assertEquals(List.of(9L, 0L, 0L), runs.summary().sizes());
    assertNull(runs.summary().calinskiHarabasz());
    runs.cluster(table, "--k=auto").expect(ExitStatus.DONE);
    assertEquals(1, runs.summary().k());
  }

  @Test
  public void clustersBeyondTheDistinctRowsStayEmpty() {
    runs.cluster("x\n1\n5\n1\n5\n1\n", "--k=4").expect(ExitStatus.DONE);
    assertEquals("01010", runs.clusters());
    assertEquals(List.of(3L, 2L, 0L, 0L), runs.summary().sizes());
    assertTrue(String.join("", runs.lines("out/summary.json")).contains("null ]"));
  }

  @Test
  public void whatIsNoFiniteNumberIsLeftOut() {
    runs.cluster("x\n1\nNaN\n2\nInfinity\n-inf\nmany\n60\n", "--features=x", "--k=2")
        .expect(ExitStatus.DONE)
        .complains("4 rows were left out: {invalid_x=4}");
    assertEquals("001", runs.clusters());
  }

  @Test
  public void numbersBeyondMeasureCountAsMissing() {
    String table = "x,y\n1e-300,1\n1e300,1\n2e-300,9\n-1e300,9\n";
    runs.cluster(table, "--k=2", "--components=0").expect(ExitStatus.DONE);
    assertEquals("0011", runs.clusters());
    runs.cluster(table, "--k=2", "--components=0", "--missing=drop").expect(ExitStatus.DONE);
    assertEquals(Map.of("missing_x", 2L), runs.summary().rejectedByReason());
  }

  @Test
  public void epochMillisecondsAreToldApart() {
    runs.cluster("t\n1700000000001\n1700000000002\n1700000000008\n1700000000009\n", "--k=2")
        .expect(ExitStatus.DONE);
    assertEquals("0011", runs.clusters());
  }

  @Test
  public void aTableWithoutRowsIsRefused() {
    runs.cluster("x,y\n").expect(ExitStatus.USAGE).complains("no column of numbers", "x, y");
    runs.cluster("x,y\n", "--features=x")
        .expect(ExitStatus.FAILED)
        .complains("there are no rows to cluster");
    runs.cluster("x,y\n", "--oneHot=x")
        .expect(ExitStatus.FAILED)
        .complains("there are no rows to cluster");
  }

  @Test
  public void oneRowIsOneCluster() {
    runs.cluster("x\n5\n").expect(ExitStatus.FAILED).complains("k=3", "1 rows");
    runs.cluster("x\n5\n", "--k=auto").expect(ExitStatus.DONE);
    assertEquals("0", runs.clusters());
    assertNull(runs.summary().silhouette());
  }
}
