package dev.catchment.pipelines.profile;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.ParquetText;
import dev.catchment.pipelines.Workspace;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** The table of sessions. */
public class SessionsTest {
  private static final String CONFIG =
      """
      version: 1
      sources:
        web:
          format: csv
          input: web*.csv
          map: {messageId: id, timestamp: time}
          identifiers: {cookie: cookie, customer: customer}
        app:
          format: csv
          input: app.csv
          map: {messageId: id, timestamp: time}
          identifiers: {customer: customer}
      identity: {namespaces: [customer, cookie], person: [customer]}
      profile:
        sessions: 30
        features:
          visits: {sessions: 30}
      """;

  @Rule public final Workspace work = new Workspace();

  private void write(String web) {
    work.write("catchment.yaml", CONFIG);
    work.write("web.csv", "id,time,cookie,customer\n" + web);
    work.write("app.csv", "id,time,customer\na1,2026-01-01T10:05:00Z,c1\n");
  }

  private List<String> profile(String store) {
    work.run("profile", "--config={w}/catchment.yaml", "--store={w}/" + store, "--overwrite")
        .expect(ExitStatus.DONE);
    List<String> rows = new ArrayList<>(ParquetText.rowsBelow(work.path(store + "/sessions")));
    rows.replaceAll(
        row -> row.substring(row.indexOf('{')).replaceFirst("\"p[a-z2-7]{24}\"", "\"p\""));
    rows.sort(null);
    return rows;
  }

  @Test
  public void aSessionIsThatOfAPersonInAChannelInWhicheverBatchesItsEventsCame() {
    List<String> lines =
        List.of(
            "w1,2026-01-01T10:00:00Z,k1,\n",
            "w2,2026-01-01T10:20:00Z,k1,c1\n",
            "w3,2026-01-01T10:40:00Z,k2,c1\n",
            "w4,2026-01-01T11:10:00Z,k2,\n");
    write(String.join("", lines));
    work.collect().expect(ExitStatus.DONE);
    List<String> sessions = profile("store");
    assertEquals(
        List.of(
            row("app", 1, "10:05:00", "10:05:00", 1),
            row("web", 1, "10:00:00", "10:40:00", 3),
            row("web", 2, "11:10:00", "11:10:00", 1)),
        sessions);
    ProfileSummary summary =
        ProfileSummary.read(work.path("store/profile-summary.json").toString());
    assertEquals(3, summary.sessions());
    assertEquals(Map.of("app", 1L, "web", 2L), summary.sessionsByChannel());

    for (int batch : new int[] {3, 1, 2, 0}) {
      write(lines.get(batch));
      work.collect("--output=" + work.path("batches")).expect(ExitStatus.DONE);
    }
    assertEquals(sessions, profile("batches"));
  }

  private static String row(String channel, int number, String start, String end, int events) {
    return "{\"profile_id\": \"p\", \"channel\": \"%s\", \"session\": %d, \"started\": %s, \"ended\": %s, \"events\": %d}"
        .formatted(channel, number, time(start), time(end), events);
  }

  private static long time(String time) {
    return Instant.parse("2026-01-01T" + time + "Z").toEpochMilli();
  }

  @Test
  public void withoutTheKeyThereIsNoTable() {
    write("w1,2026-01-01T10:00:00Z,k1,c1\n");
    work.write("catchment.yaml", CONFIG.replace("  sessions: 30\n", ""));
    work.collect().expect(ExitStatus.DONE);
    work.run("profile", "--config={w}/catchment.yaml", "--store={w}/store").expect(ExitStatus.DONE);
    assertFalse(Files.exists(work.path("store/sessions")));
  }

  @Test
  public void theyAreFoundWithoutAStoreToo() {
    write("w1,2026-01-01T10:00:00Z,k1,c1\n");
    work.run("profile", "--config={w}/catchment.yaml", "--output={w}/people")
        .expect(ExitStatus.DONE)
        .says("2 sessions are in");
  }

  @Test
  public void aGapThatIsNoneIsRefused() {
    write("");
    work.write(
        "catchment.yaml", CONFIG.replace("sessions: 30\n  features", "sessions: 0\n  features"));
    work.refused().complains("profile.sessions");
  }
}
