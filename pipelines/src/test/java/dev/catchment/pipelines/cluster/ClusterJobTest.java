package dev.catchment.pipelines.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class ClusterJobTest {
  @Rule public final Workspace folder = new Workspace();

  @Before
  public void writeTable() {
    folder.write(
        "table.csv",
        """
        name,x,y,note
        a,0,0,"first, of all"
        b,1,0,
        c,0,1,
        d,100,100,
        e,101,100,
        f,100,,
        g,many,100,
        h,102,101,
        """);
  }

  @Test
  public void assignsEveryRowInItsOrderAndWritesModelReportAndSummary() throws IOException {
    cluster("--features=x,y", "--k=2", "--components=0")
        .expect(ExitStatus.DONE)
        .complains("1 rows were left out: {invalid_x=1}");

    List<String> rows = Files.readAllLines(folder.path("out/assignments.csv"));
    assertEquals("name,x,y,note,cluster,outlier", rows.get(0));
    assertEquals("a,0,0,\"first, of all\",1,0", rows.get(1));
    assertEquals(List.of("a", "b", "c", "d", "e", "f", "h"), firstCells(rows));
    assertEquals("f,100,,,0,1", rows.get(6));
    assertTrue(Files.readString(folder.path("out/model.json")).contains("\"inertia\""));
    assertTrue(Files.readString(folder.path("out/report.html")).contains("<html"));
    ClusterSummary summary = ClusterSummary.read(folder.path("out/summary.json").toString());
    assertEquals(8, summary.read());
    assertEquals(7, summary.accepted());
    assertEquals(Map.of("invalid_x", 1L), summary.rejectedByReason());
    assertEquals(List.of(4L, 3L), summary.sizes());
    assertEquals(
        rows.stream().filter(row -> row.endsWith(",1")).count(), summary.outliers().longValue());
    assertTrue(summary.toString(), summary.silhouette() > 0.5);
    assertTrue(summary.toString(), summary.daviesBouldin() > 0);
    assertTrue(summary.toString(), summary.calinskiHarabasz() > 0);
    assertEquals(2, summary.stability().size());
  }

  @Test
  public void takesAllColumnsOfNumbersUnlessTold() {
    folder.write("numbers.csv", "id,x,y\na,1,2\nb,2,3\nc,5,1\nd,4,4\n");
    Cli.run("cluster", "--input=" + folder.path("numbers.csv"), output())
        .expect(ExitStatus.DONE)
        .says("by x, y");
  }

  @Test
  public void clustersOnlyTheRowsOfACondition() throws IOException {
    cluster("--features=y", "--k=1", "--where=name != 'a' && y < 50.0").expect(ExitStatus.DONE);
    assertEquals(
        List.of("b", "c"), firstCells(Files.readAllLines(folder.path("out/assignments.csv"))));
    assertEquals(6, ClusterSummary.read(folder.path("out/summary.json").toString()).filtered());
  }

  @Test
  public void existingColumnsOfTheSameNamesAreReplaced() throws IOException {
    folder.write("table.csv", "x,outlier,cluster\n1,9,8\n2,9,8\n50,9,8\n");
    cluster("--k=2").expect(ExitStatus.DONE);
    assertEquals(
        List.of("x,outlier,cluster", "1,0,0", "2,0,0", "50,0,1"),
        Files.readAllLines(folder.path("out/assignments.csv")));
  }

  @Test
  public void wrongOptionsAreNamedBeforeAnythingStarts() {
    cluster("--features=z").expect(ExitStatus.USAGE).complains("no column z", "name, x, y, note");
    cluster("--features=x,y", "--k=0").expect(ExitStatus.USAGE).complains("--k=0", "1 to 1000");
    cluster("--features=x,y", "--components=3")
        .expect(ExitStatus.USAGE)
        .complains("--components=3", "0 to 2");
    cluster("--features=x", "--where=q > 1.0")
        .expect(ExitStatus.USAGE)
        .complains("--where", "no field q");
    Cli.run("cluster", "--input=" + folder.path("missing.csv"), output())
        .expect(ExitStatus.USAGE)
        .complains("missing.csv");
    assertFalse(Files.exists(folder.path("out")));
  }

  @Test
  public void aTableWithoutNumbersIsRefused() {
    folder.write("table.csv", "a,b\nx,y\n");
    cluster().expect(ExitStatus.USAGE).complains("no column of numbers", "a, b");
  }

  @Test
  public void moreClustersThanRowsFailWithTheReasonAndLeaveNothing() {
    cluster("--features=y", "--k=50").expect(ExitStatus.FAILED).complains("50");
    assertFalse(Files.exists(folder.path("out")));
  }

  private Cli.Result cluster(String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "cluster";
    all[1] = "--input=" + folder.path("table.csv");
    all[2] = output();
    System.arraycopy(options, 0, all, 3, options.length);
    return Cli.run(all);
  }

  private String output() {
    return "--output=" + folder.path("out");
  }

  private static List<String> firstCells(List<String> rows) {
    return rows.stream().skip(1).map(row -> row.split(",", -1)[0]).toList();
  }
}
