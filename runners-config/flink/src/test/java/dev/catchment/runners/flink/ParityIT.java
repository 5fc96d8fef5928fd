package dev.catchment.runners.flink;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.live.ParityWorld;
import java.io.IOException;
import org.junit.Rule;
import org.junit.Test;

/** Ten thousand people and two hundred rules as a batch and as a stream on an embedded Flink. */
public class ParityIT {
  private static final int PEOPLE = 10_000;

  @Rule public final Workspace work = new Workspace();

  @Test
  public void tenThousandPeopleAreTheSameInBatchAndStream() throws IOException {
    ParityWorld.write(work.path(""), PEOPLE, ParityWorld.RULES);
    work.collect("--runner=DirectRunner", "--enforceImmutability=false").expect(ExitStatus.DONE);
    work.run(
            "parity",
            "--config={w}/catchment.yaml",
            "--store={w}/store",
            "--output={w}/parity",
            "--asOf=2026-03-15",
            "--late=0.1",
            "--runner=FlinkRunner")
        .expect(ExitStatus.DONE);
    JsonNode summary = new ObjectMapper().readTree(work.path("parity/summary.json").toFile());
    long people = summary.path("people").asLong();
    assertTrue(summary.toString(), people > PEOPLE * 0.95);
    assertEquals(people, summary.path("equalProfiles").asLong());
    assertEquals(people * ParityWorld.RULES, summary.path("memberships").asLong());
    assertEquals(people * ParityWorld.RULES, summary.path("equalMemberships").asLong());
    assertTrue(summary.toString(), summary.path("changes").asLong() > people * 20);
    assertEquals(0, summary.path("different").asLong());
  }
}
