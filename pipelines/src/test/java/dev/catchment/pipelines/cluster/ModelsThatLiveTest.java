package dev.catchment.pipelines.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.nio.file.Files;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A model assigns rows that it was not trained on, and hands the numbers of its clusters on. */
public class ModelsThatLiveTest {
  private static final String TABLE =
      "x,country\n" + "1,DE\n2,DE\n".repeat(10) + "101,FR\n102,FR\n".repeat(5);

  @Rule public final Workspace folder = new Workspace();

  private final ClusterRuns runs = new ClusterRuns(folder);

  @Before
  public void train() {
    runs.clusterInto("trained", TABLE, "--oneHot=country", "--k=2").expect(ExitStatus.DONE);
  }

  @Test
  public void rowsLikeThoseOfTheTrainingHaveNotChanged() {
    Cli.Result result = runs.cluster(TABLE, model()).expect(ExitStatus.DONE);
    assertFalse(result.err(), result.err().contains("not like"));
    ClusterSummary summary = runs.summary();
    assertEquals(List.of(20L, 10L), summary.sizes());
    assertEquals(Double.valueOf(0), summary.clusterDrift());
    assertEquals(List.of(0.0, 0.0, 0.0), List.copyOf(summary.featureDrift().values()));
    assertNull(summary.inertia());
    assertNull(summary.silhouette());
    assertNotNull(summary.outliers());
    assertEquals("0".repeat(20) + "1".repeat(10), runs.clusters());
    assertFalse(Files.exists(folder.path("out/model.json")));
    assertTrue(String.join("", runs.lines("out/report.html")).contains("stable"));
  }

  @Test
  public void whatHasChangedIsNamed() {
    runs.cluster("country,more,x\nFR,,101\nIT,,90\nFR,,100\nFR,,many\n", model())
        .expect(ExitStatus.DONE)
        .says("3 rows in 2 clusters of [0, 3]")
        .complains(
            "the shares of the clusters (PSI ",
            "x (PSI ",
            "country=FR (PSI ",
            "--earlier=" + folder.path("trained/model.json"),
            "1 rows were left out: {invalid_x=1}");
    assertEquals("111", runs.clusters());
    String drift = String.join("\n", runs.lines("out/drift.json"));
    assertTrue(drift, drift.contains("\"verdict\" : \"changed\""));
  }

  @Test
  public void aTableWithoutRowsGivesOneWithoutRows() {
    runs.cluster("x,country\n", model()).expect(ExitStatus.DONE);
    assertEquals(List.of("x,country,cluster,outlier"), runs.lines("out/assignments.csv"));
    assertNull(runs.summary().clusterDrift());
  }

  @Test
  public void aModelForOtherFeaturesIsRefused() {
    runs.cluster("x,contry\n1,DE\n", model())
        .expect(ExitStatus.USAGE)
        .complains(
            "--model: " + folder.path("trained/model.json"),
            "by country",
            "did you mean contry?",
            "x, contry");
    runs.cluster(TABLE, "--model=" + folder.path("table.csv"))
        .expect(ExitStatus.USAGE)
        .complains("--model: ", "not JSON");
    runs.cluster(TABLE, "--model=" + folder.path("none.json"))
        .expect(ExitStatus.USAGE)
        .complains("--model: ", "none.json");
    runs.cluster("x,y\n1,2\n3,4\n5,9\n", earlier())
        .expect(ExitStatus.FAILED)
        .complains("the clusters of the earlier model cannot be continued", "It alone has country");
  }

  @Test
  public void aModelIsNotTrainedAgain() {
    runs.cluster(TABLE, model(), "--k=3", "--features=x", earlier())
        .expect(ExitStatus.USAGE)
        .complains("is not trained again, which needs no --earlier, --features, --k;");
  }

  @Test
  public void clustersKeepTheirNumbersWhenAModelIsTrainedAgain() {
    String table = "x,country\n" + "1,DE\n2,DE\n".repeat(5) + "101,FR\n102,FR\n".repeat(10);
    runs.cluster(table, "--oneHot=country", "--k=2").expect(ExitStatus.DONE);
    assertEquals("1".repeat(10) + "0".repeat(20), runs.clusters());
    runs.cluster(table, "--oneHot=country", "--k=2", earlier()).expect(ExitStatus.DONE);
    assertEquals("0".repeat(10) + "1".repeat(20), runs.clusters());
  }

  private String model() {
    return "--model=" + folder.path("trained/model.json");
  }

  private String earlier() {
    return "--earlier=" + folder.path("trained/model.json");
  }
}
