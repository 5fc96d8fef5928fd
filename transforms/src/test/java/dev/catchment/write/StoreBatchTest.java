package dev.catchment.write;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.store.Manifest;
import dev.catchment.store.StoreJson;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StoreBatchTest {
  private static final String STAGED = "events/dt=2026-01-01/part-00000.parquet";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path store() {
    return folder.getRoot().toPath().resolve("store");
  }

  private static BatchPlan plan(int base, String... removed) {
    return new BatchPlan(
        base,
        List.of(),
        List.of(),
        List.of(removed),
        List.of(),
        List.of("summary.json"),
        List.of("profiles"));
  }

  private StoreBatch batch(BatchPlan plan) {
    return StoreBatch.of(store().toString(), plan, List.of());
  }

  private static void put(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static StoreBatch stage(StoreBatch batch, String text) throws IOException {
    put(Path.of(batch.staging(STAGED)), text);
    put(Path.of(batch.staging("rejected/part-0.jsonl")), "r");
    put(Path.of(batch.staging("summary.json")), text);
    put(
        Path.of(batch.staging(StoreBatch.DRAFT)),
        StoreJson.write(
            Manifest.draft("collect", "2026-01-01T00:00:00Z")
                .withFiles(
                    List.of(StoredFile.of(STAGED, 1, text.length())),
                    List.of("rejected/part-0.jsonl"))
                .withPositions(Map.of("orders/topic/0", (long) text.length()))));
    return batch;
  }

  private void publish(BatchPlan plan, String text) throws IOException {
    StoreBatch batch = batch(plan);
    batch.open();
    stage(batch, text).publish();
  }

  private List<String> live() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String file : StoreSnapshot.of(store().toString()).eventSizes().keySet()) {
      texts.add(Files.readString(Path.of(file)));
    }
    return texts;
  }

  private Set<String> files() throws IOException {
    Set<String> files = new TreeSet<>();
    try (var paths = Files.walk(store())) {
      paths
          .filter(path -> Files.isRegularFile(path) || path.toFile().list().length == 0)
          .forEach(path -> files.add(store().relativize(path).toString()));
    }
    return files;
  }

  private static Set<String> setOf(String... names) {
    return new TreeSet<>(List.of(names));
  }

  @Test
  public void batchesAddUp() throws IOException {
    publish(plan(0), "a");
    publish(plan(1), "bb");
    assertEquals(List.of("a", "bb"), live());
    StoreSnapshot snapshot = StoreSnapshot.of(store().toString());
    assertEquals(2, snapshot.number());
    assertEquals(Map.of("orders/topic/0", 2L), snapshot.positions());
    assertEquals(
        List.of("rejected/000001-part-0.jsonl", "rejected/000002-part-0.jsonl"),
        List.copyOf(snapshot.rejected()));
    assertEquals("bb", Files.readString(store().resolve("summary.json")));
    assertEquals(
        setOf(
            "batches/.lock",
            "batches/000001.json",
            "batches/000002.json",
            "events/dt=2026-01-01/000001-part-00000.parquet",
            "events/dt=2026-01-01/000002-part-00000.parquet",
            "rejected/000001-part-0.jsonl",
            "rejected/000002-part-0.jsonl",
            "summary.json"),
        files());
    assertEquals(1, StoreSnapshot.of(store().toString(), 1).events().size());
  }

  @Test
  public void whatABatchTakesAwayGoesAfterIt() throws IOException {
    publish(plan(0), "a");
    put(store().resolve("profiles/part.parquet"), "of a");
    publish(plan(1, "events/dt=2026-01-01/000001-part-00000.parquet"), "b");
    assertEquals(List.of("b"), live());
    assertFalse(Files.exists(store().resolve("events/dt=2026-01-01/000001-part-00000.parquet")));
    assertFalse(Files.exists(store().resolve("profiles")));
  }

  @Test
  public void aStoreWithoutManifestsIsReadAsItStandsAndAdopted() throws IOException {
    put(store().resolve("events/dt=2025-01-01/part-00000.parquet"), "old");
    assertEquals(List.of("old"), live());
    StoreBatch batch =
        batch(
            new BatchPlan(
                0,
                List.of(StoredFile.of("events/dt=2025-01-01/part-00000.parquet", 1, 3)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    batch.open();
    stage(batch, "new").publish();
    assertEquals(List.of("old", "new"), live());
    assertEquals(2, StoreSnapshot.of(store().toString()).number());
  }

  @Test
  public void discardLeavesTheStoreAsItWas() throws IOException {
    StoreBatch first = batch(plan(0));
    first.open();
    stage(first, "a");
    assertTrue(first.discard());
    assertFalse(Files.exists(store()));
    assertThrows(OutputException.class, first::publish);

    publish(plan(0), "a");
    Set<String> before = files();
    StoreBatch second = batch(plan(1));
    second.open();
    stage(second, "b").discard();
    assertEquals(before, files());
  }

  @Test
  public void oneRunAtATime() throws IOException {
    publish(plan(0), "a");
    StoreBatch one = batch(plan(1));
    one.open();
    String message = assertThrows(OutputException.class, () -> batch(plan(1)).open()).getMessage();
    assertTrue(message, message.startsWith("another run is writing to the store"));
    stage(one, "b").publish();
    message = assertThrows(OutputException.class, () -> batch(plan(1)).open()).getMessage();
    assertTrue(message, message.contains("batch 2"));
    assertEquals(List.of("a", "b"), live());
    publish(plan(2), "c");
  }

  @Test
  public void aBatchThatCannotBePlacedLeavesNothing() throws IOException {
    publish(plan(0), "a");
    Set<String> before = files();
    StoreBatch batch = batch(plan(1));
    batch.open();
    stage(batch, "b");
    Files.delete(Path.of(batch.staging("rejected/part-0.jsonl")));
    assertThrows(OutputException.class, batch::publish);
    assertEquals(before, files());
    assertEquals(List.of("a"), live());
  }

  /** A run that dies before or after any of the steps of publishing. */
  @Test
  public void anyDeathIsPutInOrder() throws IOException {
    publish(plan(0), "a");
    for (int steps = 0; steps <= 3; steps++) {
      int base = StoreSnapshot.last(store().toString());
      StoreBatch dying = batch(plan(base, "events/dt=2026-01-01/000001-part-00000.parquet"));
      dying.openForWorkers();
      stage(dying, "dying");
      String staging = store().relativize(Path.of(dying.staging("x"))).getParent().toString();
      Manifest draft =
          StoreJson.manifest(Files.readString(Path.of(dying.staging(StoreBatch.DRAFT))), "draft")
              .withId("dying" + steps)
              .withRemoved(List.of("events/dt=2026-01-01/000001-part-00000.parquet"), List.of());
      StoreCommit commit =
          StoreCommit.begin(
              store().toString(), base, draft, staging, List.of("summary.json"), List.of());
      if (steps >= 1) {
        Files.move(
            Path.of(dying.staging(STAGED)), store().resolve(StorePaths.placed(base + 1, STAGED)));
      }
      if (steps >= 2) {
        commit.place();
      }
      if (steps >= 3) {
        commit.commit();
      }
      assertEquals(List.of(steps < 3 ? "a" : "dying"), live());
      List<String> notes = StoreCommit.recover(store().toString());
      assertTrue(notes.toString(), notes.get(0).endsWith(steps < 3 ? "taken out again" : "whole"));
      assertEquals(List.of(steps < 3 ? "a" : "dying"), live());
      assertEquals(steps < 3 ? "a" : "dying", Files.readString(store().resolve("summary.json")));
    }
    assertEquals(
        setOf(
            "batches/000001.json",
            "batches/000002.json",
            "events/dt=2026-01-01/000002-part-00000.parquet",
            "rejected/000001-part-0.jsonl",
            "rejected/000002-part-0.jsonl",
            "summary.json"),
        files().stream().filter(file -> !file.endsWith(".lock")).collect(Collectors.toSet()));
  }

  @Test
  public void aWorkerGoesOnWhereAnotherDied() throws IOException {
    publish(plan(0), "a");
    StoreBatch batch = batch(plan(1));
    batch.openForWorkers();
    stage(batch, "b");
    assertFalse(batch.isBeingPublished());
    String staging = store().relativize(Path.of(batch.staging("x"))).getParent().toString();
    Manifest draft =
        StoreJson.manifest(Files.readString(Path.of(batch.staging(StoreBatch.DRAFT))), "draft")
            .withId(staging);
    StoreCommit.begin(store().toString(), 1, draft, staging, List.of("summary.json"), List.of())
        .place();
    assertTrue(batch.isStaged());
    assertTrue(batch.isBeingPublished());
    batch.publishByWorker();
    assertFalse(batch.isStaged());
    assertEquals(List.of("a", "b"), live());
    assertEquals("b", Files.readString(store().resolve("summary.json")));
  }
}
