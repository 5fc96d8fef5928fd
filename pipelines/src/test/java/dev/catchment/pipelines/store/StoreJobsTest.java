package dev.catchment.pipelines.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.compact.CompactSummary;
import dev.catchment.store.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** What jobs do to a store that exists. */
public class StoreJobsTest {
  private static final String MONDAY = "1,2026-01-01,ann,5\n2,2026-01-02,bob,7.5\n";
  private static final String TUESDAY = "3,2026-01-02,ann,1\n4,2026-01-03,bob,2\n";

  @Rule public final Workspace work = new Workspace();

  private StoreFolder store() {
    return new StoreFolder(work.path("store"));
  }

  private Cli.Result collect(String rows, String... more) {
    work.write("in.csv", Workspace.HEADER + rows);
    return work.collect(more);
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (String event : store().events()) {
      ids.add(event.replaceFirst(".*\"message_id\": \"([^\"]*)\".*", "$1"));
    }
    ids.sort(null);
    return ids;
  }

  @Test
  public void aSecondRunAddsABatch() {
    collect(MONDAY).expect(ExitStatus.DONE);
    collect(TUESDAY + "5,never,bob,1\n").expect(ExitStatus.DONE).says("2 accepted + 1 rejected");
    assertEquals(List.of("1", "2", "3", "4"), ids());
    List<Manifest> batches = store().snapshot().batches();
    assertEquals(2, batches.size());
    assertEquals(2, batches.get(1).rows());
    assertEquals(3, batches.get(1).account().get("read").asLong());
    assertEquals(1, batches.get(1).rejected().size());
    assertEquals(
        List.of("dt=2026-01-01", "dt=2026-01-02", "dt=2026-01-03"), work.list("store/events"));
    store().isInOrder();
  }

  @Test
  public void aFileThatIsDeliveredAgainAddsNothing() {
    collect(MONDAY).expect(ExitStatus.DONE);
    List<String> events = store().events();
    collect(MONDAY).expect(ExitStatus.DONE).says("0 accepted + 0 rejected + 2 duplicate");
    assertEquals(events, store().events());
    store().isInOrder();
  }

  @Test
  public void overwriteReplacesAllOfThem() {
    collect(MONDAY + "5,never,bob,1\n").expect(ExitStatus.DONE);
    collect(TUESDAY).expect(ExitStatus.DONE);
    work.write("store/profiles/part-00000.parquet", "of Monday");
    collect("9,2026-02-01,ann,1\n", "--overwrite").expect(ExitStatus.DONE);
    assertEquals(List.of("9"), ids());
    assertEquals(List.of("dt=2026-02-01"), work.list("store/events"));
    assertTrue(store().snapshot().rejected().isEmpty());
    assertFalse(Files.exists(work.path("store/profiles")));
    store().isInOrder();
  }

  @Test
  public void replacedDaysHaveTheNewEventsOnly() {
    collect(MONDAY).expect(ExitStatus.DONE);
    collect(TUESDAY).expect(ExitStatus.DONE);
    collect(
            "2,2026-01-02,bob,8\n7,2026-01-02,cid,1\n8,2026-01-05,cid,1\n",
            "--replace=dt=2026-01-02")
        .expect(ExitStatus.DONE)
        .says("3 read = 2 accepted + 0 rejected + 0 duplicate + 0 withheld + 1 filtered");
    assertEquals(List.of("1", "2", "4", "7"), ids());
    assertEquals(
        1,
        store()
            .snapshot()
            .batches()
            .get(2)
            .account()
            .at("/filteredByRule/outside-replaced-days")
            .asLong());
    assertEquals(List.of("2026-01-02"), store().snapshot().batches().get(2).replacedDays());
    collect("10,2026-01-03,bob,8\n", "--replace=dt=2026-01-01..2026-01-03").expect(ExitStatus.DONE);
    assertEquals(List.of("10"), ids());
    store().isInOrder();
  }

  @Test
  public void wrongDaysAreRefused() {
    collect(MONDAY).expect(ExitStatus.DONE);
    work.refused("--replace=2026-1-2").complains("dt=2026-01-31 or dt=2026-01-01..2026-01-31");
    work.refused("--replace=dt=2026-02-30").complains("there is no day 2026-02-30");
    work.refused("--replace=dt=2026-01-02..2026-01-01")
        .complains("write dt=2026-01-01..2026-01-02");
    work.refused("--replace=dt=2025-01-01")
        .complains("has no events of 2025-01-01", "2026-01-01 to 2026-01-02");
    work.refused("--replace=dt=2026-01-01", "--overwrite").complains("leave one out");
    work.refused("--replace=dt=2026-01-01", "--output=" + work.path("none"))
        .complains("leave --replace out to add them");
  }

  @Test
  public void daysAreNotReplacedByNothing() {
    collect(MONDAY).expect(ExitStatus.DONE);
    List<String> before = store().events();
    collect("8,2026-01-05,cid,1\n", "--replace=dt=2026-01-01")
        .expect(ExitStatus.FAILED)
        .complains("no record was accepted that falls on 2026-01-01");
    assertEquals(before, store().events());
    store().isInOrder();
  }

  @Test
  public void aStoreOfBeforeIsAddedTo() throws IOException {
    collect(MONDAY + "5,never,bob,1\n").expect(ExitStatus.DONE);
    makeOld();
    List<String> before = store().events();
    assertEquals(2, before.size());
    collect(TUESDAY).expect(ExitStatus.DONE);
    assertEquals(List.of("1", "2", "3", "4"), ids());
    assertEquals(2, store().snapshot().number());
    assertEquals(2, store().snapshot().batches().get(0).rows());
    store().isInOrder();
  }

  /** Brings the store into the form that it had without manifests. */
  private void makeOld() throws IOException {
    for (String file : List.of("batches/000001.json", "batches/.lock", "batches")) {
      Files.delete(work.path("store/" + file));
    }
    try (Stream<Path> paths = Files.walk(work.path("store"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Files.move(path, path.resolveSibling(path.getFileName().toString().replace("000001-", "")));
      }
    }
  }

  @Test
  public void compactMergesTheFilesOfADay() {
    collect(MONDAY).expect(ExitStatus.DONE);
    collect(TUESDAY).expect(ExitStatus.DONE);
    work.write(
        "catchment.yaml",
        Workspace.CONFIG.replace(
            "properties.amount:", "properties.extra: {column: amount}\n      properties.amount:"));
    collect("6,2026-01-02,ann,1\n").expect(ExitStatus.DONE);
    List<String> ids = ids();
    compact("--dt=2026-01-01").expect(ExitStatus.DONE).says("nothing is changed");
    compact()
        .expect(ExitStatus.DONE)
        .says("3 files of 1 days became 1; they hold 3 events as before");
    assertEquals(ids, ids());
    assertEquals(List.of("000004-part-00000.parquet"), work.list("store/events/dt=2026-01-02"));
    List<String> merged =
        store().events().stream().filter(event -> event.contains("\"extra\"")).toList();
    assertEquals(3, merged.size());
    CompactSummary summary =
        CompactSummary.read(work.path("store/compact-summary.json").toString());
    assertEquals(3, summary.filesBefore());
    assertEquals(3, summary.rows());
    store().isInOrder();
    compact().expect(ExitStatus.DONE).says("nothing is changed");
    compact("--dt=2025-01-01").expect(ExitStatus.USAGE).complains("has no events of 2025-01-01");
    Cli.run("compact", "--store=" + work.path("none"))
        .expect(ExitStatus.USAGE)
        .complains("there is no event store");
  }

  private Cli.Result compact(String... more) {
    List<String> command = new ArrayList<>(List.of("compact", "--store=" + work.path("store")));
    command.addAll(List.of(more));
    return Cli.run(command.toArray(String[]::new));
  }

  @Test
  public void profilesThatAreOlderThanTheEventsAreTold() {
    work.write(
        "catchment.yaml",
        Workspace.CONFIG
            + """
            identity: {namespaces: [customer]}
            profile:
              asOf: 2026-02-01
              features:
                orders: {count: events}
            audiences:
              buyers: {rule: orders > 0}
            """);
    String stale = "are older than its events; run profile";
    assertFalse(collect(MONDAY).err().contains(stale));
    profile().expect(ExitStatus.DONE).says("2 people");
    assertFalse(audience("one").expect(ExitStatus.DONE).err().contains(stale));
    collect("3,2026-01-02,cid,1\n").expect(ExitStatus.DONE).complains(stale);
    audience("two").expect(ExitStatus.DONE).says("2 of 2 profiles").complains(stale);
    profile("--overwrite").expect(ExitStatus.DONE).says("3 people");
    compact().expect(ExitStatus.DONE);
    assertFalse(audience("three").expect(ExitStatus.DONE).err().contains(stale));
  }

  private Cli.Result profile(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "profile",
                "--config=" + work.path("catchment.yaml"),
                "--store=" + work.path("store")));
    command.addAll(List.of(more));
    return Cli.run(command.toArray(String[]::new));
  }

  private Cli.Result audience(String output) {
    return Cli.run(
        "audience",
        "--config=" + work.path("catchment.yaml"),
        "--store=" + work.path("store"),
        "--output=" + work.path(output));
  }

  @Test
  public void aStoreWithTheNameOfAPatternIsRefused() {
    work.refused("--output=" + work.path("store[1]")).complains("store[1]", "choose another");
  }

  @Test
  public void aBrokenManifestIsNamed() {
    collect(MONDAY).expect(ExitStatus.DONE);
    work.write("store/batches/000002.json", "{");
    work.refused().complains("store/batches/000002.json is no manifest of a store");
  }
}
