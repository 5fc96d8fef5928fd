package dev.catchment.pipelines.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.Assert.assertEquals;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;

public class ParityJobTest {
  private static final int PEOPLE = 250;

  @Rule public final Workspace work = new Workspace();

  /** Twenty kinds of rules, ten numbers each, over features of every kind. */
  @Test
  public void manyPeopleAndRulesAreTheSameInBatchAndStream() {
    ParityWorld.write(work.path(""), PEOPLE, ParityWorld.RULES);
    work.collect().expect(ExitStatus.DONE);
    parity("--seed=3", "--late=0.1").expect(ExitStatus.DONE).says("memberships in 200 audiences");
    ParitySummary summary = ParitySummary.read(work.path("parity/summary.json").toString());
    assertThat(summary.people(), greaterThan((long) (PEOPLE * 0.9)));
    assertEquals(summary.people(), summary.equalProfiles());
    assertEquals(summary.people() * ParityWorld.RULES, summary.memberships());
    assertEquals(summary.memberships(), summary.equalMemberships());
    assertThat(summary.changes(), greaterThan(summary.people() * 20));
    assertEquals(0, summary.different());
  }

  @Test
  public void theSmallWorldOfTheDemoIsTheSameInBatchAndStream() {
    work.run("generate", "--people=12", "--days=40", "--output={w}/world").expect(ExitStatus.DONE);
    Path config = Cli.repositoryFile("test-data/demo/catchment.yaml");
    work.run(
            "collect",
            "--config=" + config,
            "--output={w}/store",
            "--key={w}/key.json",
            "--input=web={w}/world/web/*.jsonl.gz",
            "--input=app={w}/world/app/*.jsonl",
            "--input=orders={w}/world/orders/*.csv",
            "--input=crm={w}/world/crm/*.csv")
        .expect(ExitStatus.DONE);
    work.run(
            "parity",
            "--config=" + config,
            "--store={w}/store",
            "--output={w}/parity",
            "--asOf=2026-04-01")
        .expect(ExitStatus.DONE)
        .says("at 2026-04-01T00:00:00Z");
  }

  @Test
  public void refusesWhatItCannotCompare() {
    ParityWorld.write(work.path(""), 2, 20);
    work.collect().expect(ExitStatus.DONE);
    work.run("parity", "--config={w}/catchment.yaml", "--store={w}/store", "--output={w}/o")
        .expect(ExitStatus.USAGE)
        .complains("days needs asOf");
    parity("--asOf=2026-04-01T00:30:00Z")
        .expect(ExitStatus.USAGE)
        .complains("--asOf", "not the end of a step");
    parity("--step=15m")
        .expect(ExitStatus.USAGE)
        .complains("--step=15m does not fit", "up to 800 steps");
    parity("--step=7h").expect(ExitStatus.USAGE).complains("must divide a day");
    work.run(
            "parity",
            "--config={w}/catchment.yaml",
            "--store={w}/none",
            "--output={w}/o",
            "--asOf=2026-04-01")
        .expect(ExitStatus.USAGE)
        .complains("there is no event store in");
  }

  private Cli.Result parity(String... more) {
    String[] command = new String[4 + more.length + 1];
    command[0] = "parity";
    command[1] = "--config={w}/catchment.yaml";
    command[2] = "--store={w}/store";
    command[3] = "--output={w}/parity";
    command[4] = "--asOf=2026-03-15";
    System.arraycopy(more, 0, command, 5, more.length);
    for (String option : more) {
      if (option.startsWith("--asOf")) {
        command[4] = "--overwrite=true";
      }
    }
    return work.run(command);
  }
}
