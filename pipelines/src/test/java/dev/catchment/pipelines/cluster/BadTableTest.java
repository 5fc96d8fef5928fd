package dev.catchment.pipelines.cluster;


import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What the cluster job makes of tables that are hard to cluster; docs/jobs/cluster.md tells it. */
public class BadTableTest {
  @Rule public final Workspace folder = new Workspace();

  @Test
  public void aConstantColumnDoesNotCount() throws IOException {
    cluster("x,y\n1,7\n2,7\n50,7\n", "--k=2").expect(ExitStatus.DONE);
    System.out.println(clusters());
  }

  @Test
  public void aColumnWithoutValuesIsNamed() {
    cluster("x,y\n1,\n2,\n", "--features=x,y", "--k=1")
        .expect(ExitStatus.FAILED)
        .complains("feature 'y' has no number in any of 2 rows");
  }

  @Test
  public void fewerRowsThanClustersAreRefused() {
    cluster("x\n1\n2\n", "--k=3")
        .expect(ExitStatus.FAILED)
        .complains("k=3 clusters cannot be made of 2 rows; use a smaller k");
  }

  @Test
  public void equalRowsAreInOneCluster() throws IOException {
    cluster("x,y\n" + "1,2\n".repeat(9), "--k=3").expect(ExitStatus.DONE);
    System.out.println(clusters() + " " + summary());
    cluster("x,y\n" + "1,2\n".repeat(9), "--k=auto", "--overwrite=true").expect(ExitStatus.DONE);
    System.out.println(clusters() + " " + summary());
  }

  @Test
  public void moreClustersThanDistinctRowsStayEmpty() throws IOException {
    cluster("x\n1\n5\n1\n5\n1\n", "--k=4").expect(ExitStatus.DONE);
    System.out.println(clusters() + " " + summary());
  }

  @Test
  public void whatIsNoFiniteNumberIsLeftOut() throws IOException {
    cluster("x\n1\nNaN\n2\nInfinity\n-inf\nmany\n60\n", "--features=x", "--k=2")
        .expect(ExitStatus.DONE);
    System.out.println(clusters() + " " + summary());
  }

  @Test
  public void numbersBeyondMeasureCountAsMissing() throws IOException {
    cluster("x,y\n1e-300,1\n1e300,1\n2e-300,9\n-1e300,9\n", "--k=2", "--components=0")
        .expect(ExitStatus.DONE);
    System.out.println(clusters() + " " + summary());
  }

  @Test
  public void epochMillisecondsAreToldApart() throws IOException {
    cluster("t\n1700000000001\n1700000000002\n1700000000008\n1700000000009\n", "--k=2")
        .expect(ExitStatus.DONE);
    System.out.println(clusters() + " " + summary());
  }

  @Test
  public void aTableWithoutRowsIsRefused() {
    System.out.println(cluster("x,y\n"));
    System.out.println(cluster("x,y\n", "--features=x"));
    System.out.println(cluster("x,y\n", "--oneHot=x"));
  }

  @Test
  public void oneRowIsOneCluster() throws IOException {
    System.out.println(cluster("x\n5\n"));
    cluster("x\n5\n", "--k=1").expect(ExitStatus.DONE);
    System.out.println(clusters() + " " + summary());
    cluster("x\n5\n", "--k=auto", "--overwrite=true").expect(ExitStatus.DONE);
    System.out.println(clusters() + " " + summary());
  }

  private Cli.Result cluster(String table, String... options) {
    folder.write("table.csv", table);
    List<String> arguments = new ArrayList<>();
    arguments.add("cluster");
    arguments.add("--input=" + folder.path("table.csv"));
    arguments.add("--output=" + folder.path("out"));
    arguments.addAll(Arrays.asList(options));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private List<String> clusters() throws IOException {
    return Files.readAllLines(folder.path("out/assignments.csv"));
  }

  private ClusterSummary summary() {
    return ClusterSummary.read(folder.path("out/summary.json").toString());
  }
}
