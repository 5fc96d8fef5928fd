package dev.catchment.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StoreSnapshotTest {
  private static final String FILE = "events/dt=2026-01-31/000001-part-00000.parquet";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private void write(String name, String text) throws IOException {
    Path file = folder.getRoot().toPath().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private StoreSnapshot snapshot() {
    return StoreSnapshot.of(folder.getRoot().toString());
  }

  private String complaint() {
    return assertThrows(InvalidManifestException.class, this::snapshot).getMessage();
  }

  @Test
  public void manifestsReadBackWhole() {
    Manifest manifest =
        Manifest.draft("collect", "2026-01-31T00:00:00Z")
            .withBatch(7)
            .withId("run")
            .withFiles(List.of(StoredFile.of(FILE, 3, 4)), List.of("rejected/000007-p.jsonl"))
            .withRemoved(List.of("events/dt=1/x.parquet"), List.of("1"))
            .withAccount(JsonNodeFactory.instance.objectNode().put("read", 3))
            .withPositions(Map.of("a", 5_000_000_000L))
            .withRepaired(List.of("id"));
    String json = StoreJson.write(manifest);
    assertEquals(manifest, StoreJson.manifest(json, "m"));
    assertEquals("2026-01-31", manifest.added().get(0).day());
    assertEquals(3, manifest.rows());
    assertEquals(manifest, StoreJson.manifest(json.replaceFirst("\\{", "{\"later\": {},"), "m"));
  }

  @Test
  public void aStoreOfNothingIsEmpty() {
    assertEquals(0, snapshot().number());
    assertTrue(snapshot().events().isEmpty());
    assertTrue(snapshot().rejected().isEmpty());
  }

  @Test
  public void filesThatNoManifestListsAreNotRead() throws IOException {
    write(
        "batches/000001.json",
        StoreJson.write(
            Manifest.draft("collect", "now")
                .withBatch(1)
                .withFiles(List.of(StoredFile.of(FILE, 1, 1)), List.of())));
    write("events/dt=2026-01-31/stray.parquet", "s");
    assertEquals(List.of(StoredFile.of(FILE, 1, 1)), List.copyOf(snapshot().events()));
  }

  @Test
  public void aRecordIsOpenUntilALaterBatchRepairsIt() throws IOException {
    Manifest draft = Manifest.draft("collect", "now");
    List<Manifest> batches =
        List.of(
            draft.withFiles(List.of(), List.of("rejected/000001-p.jsonl")),
            draft.withRepaired(List.of("x")),
            draft.withFiles(List.of(), List.of("rejected/000003-p.jsonl")));
    for (Manifest batch : batches) {
      int number = 1 + batches.indexOf(batch);
      write(StorePaths.manifest(number), StoreJson.write(batch.withBatch(number)));
    }
    OpenRecords open = snapshot().openRecords();
    List<String> files = snapshot().rejectedPaths();
    assertFalse(open.isOpen(files.get(0), "x"));
    assertTrue(open.isOpen(files.get(0), "y"));
    assertTrue("rejected anew", open.isOpen(files.get(1), "x"));
  }

  @Test
  public void whatAReplacingBatchHasReadAgainIsTold() throws IOException {
    Manifest draft = Manifest.draft("collect", "now");
    String first = "rejected/000001-p.jsonl";
    String second = "rejected/000003-p.jsonl";
    write(FILE, "e");
    List<Manifest> batches =
        List.of(
            draft.withFiles(List.of(StoredFile.of(FILE, 1, 1)), List.of(first)),
            Manifest.draft(Manifest.COMPACT, "now").withRemoved(List.of(FILE), List.of()),
            draft.withFiles(List.of(StoredFile.of(FILE, 1, 1)), List.of(second)));
    for (Manifest batch : batches) {
      int number = 1 + batches.indexOf(batch);
      write(StorePaths.manifest(number), StoreJson.write(batch.withBatch(number)));
    }
    List<String> files = snapshot().rejectedPaths();
    assertFalse("only compacted", snapshot().openRecords().isReadAgain(files.get(0)));
    write(
        StorePaths.manifest(4),
        StoreJson.write(draft.withRemoved(List.of(FILE), List.of()).withBatch(4)));
    assertTrue(snapshot().openRecords().isReadAgain(files.get(0)));
    assertTrue(snapshot().openRecords().isReadAgain(files.get(1)));
  }

  @Test
  public void whatIsJustBeingPlacedIsNotRead() throws IOException {
    write(FILE, "half");
    write("events/dt=2026-01-31/part-00000.parquet", "old");
    write(
        "batches/000001.intent",
        StoreJson.write(
            new Intent(
                1, "i", "collect", "now", ".staging-i", List.of(FILE), List.of(), List.of())));
    assertEquals(
        List.of("events/dt=2026-01-31/part-00000.parquet"),
        snapshot().events().stream().map(StoredFile::file).toList());
  }

  @Test
  public void aWrongManifestIsNamedWithItsField() throws IOException {
    write(
        "batches/000001.json",
        "{\"batch\":1,\"job\":\"c\",\"started\":\"s\",\"added\":[{\"file\":\"events/x\",\"day\":\"\",\"bytes\":1}]}");
    assertTrue(
        complaint(),
        complaint().contains("batches/000001.json is no manifest of a store: /added/0"));
    write("batches/000001.json", "{\"batch\":1");
    assertTrue(complaint(), complaint().contains("000001.json"));
    write(
        "batches/000001.json",
        "{\"batch\":1,\"job\":\"c\",\"started\":\"s\",\"removed\":[\"events/../../x\"]}");
    assertTrue(complaint(), complaint().contains("events/../../x is no path"));
    write("batches/000001.json", "{\"batch\":2,\"job\":\"c\",\"started\":\"s\"}");
    assertTrue(complaint(), complaint().contains("says that it is batch 2"));
    write("batches/000003.json", "{}");
    assertTrue(complaint(), complaint().contains("batches/000002.json is missing"));
  }
}
