package dev.catchment.pipelines.cluster;

import static java.util.stream.Collectors.joining;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;

public class ChosenKTest {
  private static final String TABLE = "x\n" + numbers(1, 9) + numbers(101, 107) + numbers(301, 306);

  @Rule public final Workspace folder = new Workspace();

  private final ClusterRuns runs = new ClusterRuns(folder);

  @Test
  public void theNumberOfClustersIsThatOfTheRows() {
    runs.cluster(TABLE, "--k=auto").expect(ExitStatus.DONE).says("in 3 clusters of [8, 6, 5]");
    String plot = String.join("", runs.lines("out/plot.json"));
    assertTrue(plot, plot.contains("\"k\" : 10,"));
  }

  @Test
  public void noMoreAreTriedThanAreAllowed() {
    runs.cluster(TABLE, "--k=auto", "--maxK=2").expect(ExitStatus.DONE);
    assertEquals(2, runs.summary().k());
  }

  @Test
  public void wrongNumbersAreRefused() {
    runs.cluster(TABLE, "--k=0")
        .expect(ExitStatus.USAGE)
        .complains("--k=0 is not right: a whole number from 1 to 1000, or auto, is wanted");
    runs.cluster(TABLE, "--k=1001").expect(ExitStatus.USAGE).complains("--k=1001 is not right");
    runs.cluster(TABLE, "--k=auto", "--maxK=1")
        .expect(ExitStatus.USAGE)
        .complains("--maxK=1", "from 2 to 100");
    runs.cluster(TABLE, "--k=3", "--maxK=5")
        .expect(ExitStatus.USAGE)
        .complains("--maxK=5 goes with --k=auto");
  }

  private static String numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> number + "\n").collect(joining());
  }
}
