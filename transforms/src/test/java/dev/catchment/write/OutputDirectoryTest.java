package dev.catchment.write;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OutputDirectoryTest {
  private static final List<String> NAMES = List.of("events", "summary.json");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path out() {
    return folder.getRoot().toPath().resolve("a/out");
  }

  private OutputDirectory prepare(boolean overwrite) {
    return OutputDirectory.prepare(out().toString(), NAMES, overwrite);
  }

  private static void stage(OutputDirectory output, String name, String content)
      throws IOException {
    Path file = Path.of(output.staging(name));
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** All files below the folder with their content, and empty folders. */
  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    Path root = folder.getRoot().toPath();
    try (var paths = Files.walk(root)) {
      for (Path path : paths.toList()) {
        if (Files.isRegularFile(path)) {
          tree.put(root.relativize(path).toString(), Files.readString(path));
        } else if (path.toFile().list().length == 0) {
          tree.put(root.relativize(path) + "/", "");
        }
      }
    }
    return tree;
  }

  @Test
  public void outputsAppearWhenPublished() throws IOException {
    OutputDirectory output = prepare(false);
    stage(output, "events/dt=1/part.parquet", "e");
    stage(output, "summary.json", "s");
    assertFalse(Files.exists(out().resolve("events")));
    output.publish();
    assertEquals(Map.of("a/out/events/dt=1/part.parquet", "e", "a/out/summary.json", "s"), tree());
  }

  @Test
  public void discardLeavesNothing() throws IOException {
    Map<String, String> before = tree();
    OutputDirectory output = prepare(false);
    stage(output, "summary.json", "s");
    output.discard();
    output.discard();
    assertEquals(before, tree());
  }

  @Test
  public void discardKeepsADirectoryThatWasThere() throws IOException {
    Files.createDirectories(out());
    Files.writeString(out().resolve("mine.txt"), "m");
    prepare(false).discard();
    assertEquals(Map.of("a/out/mine.txt", "m"), tree());
  }

  @Test
  public void whatKilledRunsLeftIsRemovedButNotWhatOthersStillHold() throws IOException {
    for (String name : List.of(".staging-dead", ".staging-alive", ".staging-x.gone")) {
      Files.createDirectories(out().resolve(name + "/events"));
      Files.writeString(out().resolve(name + "/events/part"), "half");
    }
    Files.createDirectories(out().resolve(".staging-unknown"));
    Files.writeString(out().resolve(".staging-unknown/part"), "half");
    Files.writeString(out().resolve(".staging-dead/.owner"), "");
    Files.createDirectory(out().resolve(".staging-empty"));
    OutputDirectory output = OutputDirectory.at(out().toString(), NAMES, false);
    List<String> notes;
    HeldFile held = HeldFile.hold(out().resolve(".staging-alive/.owner")).orElseThrow();
    try {
      notes = output.open();
      assertTrue(HeldFile.isHeld(out().resolve(".staging-alive/.owner")));
      assertEquals(
          Set.of(
              "a/out/.staging-alive/.owner",
              "a/out/.staging-alive/events/part",
              "a/out/.staging-unknown/part"),
          tree().keySet().stream()
              .filter(name -> !name.contains(Path.of(output.staging("")).getFileName().toString()))
              .collect(Collectors.toSet()));
    } finally {
      held.close();
    }
    assertEquals(3, notes.size());
    output.discard();
    OutputDirectory next = OutputDirectory.at(out().toString(), NAMES, false);
    assertEquals(1, next.open().size());
    next.discard();
    assertEquals(Map.of("a/out/.staging-unknown/part", "half"), tree());
  }

  @Test
  public void existingOutputIsNotTouched() throws IOException {
    Files.createDirectories(out());
    Files.writeString(out().resolve("summary.json"), "old");
    String message = assertThrows(OutputExistsException.class, () -> prepare(false)).getMessage();
    assertEquals(
        out() + "/summary.json exists: add --overwrite to replace it, or choose another place",
        message);
    assertEquals(Map.of("a/out/summary.json", "old"), tree());
  }

  @Test
  public void outputThatAppearedMeanwhileIsNotTouched() throws IOException {
    OutputDirectory output = prepare(false);
    stage(output, "summary.json", "new");
    Files.writeString(out().resolve("summary.json"), "other");
    assertThrows(OutputExistsException.class, output::publish);
    assertEquals(Map.of("a/out/summary.json", "other"), tree());
  }

  @Test
  public void overwriteReplacesAtTheEndOnly() throws IOException {
    Files.createDirectories(out().resolve("events/dt=0"));
    Files.writeString(out().resolve("events/dt=0/old"), "old");
    Files.writeString(out().resolve("summary.json"), "old");
    Files.writeString(out().resolve("mine.txt"), "m");
    OutputDirectory output = prepare(true);
    stage(output, "events/dt=1/new", "new");
    stage(output, "summary.json", "new");
    assertEquals("old", Files.readString(out().resolve("summary.json")));
    output.publish();
    assertEquals(
        Map.of("a/out/events/dt=1/new", "new", "a/out/summary.json", "new", "a/out/mine.txt", "m"),
        tree());
  }

  @Test
  public void failureInTheMiddlePutsTheOldOutputsBack() throws IOException {
    Files.createDirectories(out().resolve("events"));
    Files.writeString(out().resolve("events/old"), "old");
    OutputDirectory output =
        OutputDirectory.prepare(out().toString(), List.of("events", "mine.txt/summary.json"), true);
    stage(output, "events/new", "new");
    stage(output, "mine.txt/summary.json", "new");
    Files.writeString(out().resolve("mine.txt"), "in the way");
    String message = assertThrows(OutputException.class, output::publish).getMessage();
    assertTrue(message, message.startsWith("cannot put the outputs into " + out()));
    assertEquals(Map.of("a/out/events/old", "old", "a/out/mine.txt", "in the way"), tree());
  }

  @Test
  public void fileInThePlaceOfTheDirectoryIsNamed() throws IOException {
    Files.createDirectories(out().getParent());
    Files.writeString(out(), "a file");
    for (String target : List.of(out().toString(), out() + "/below")) {
      String message =
          assertThrows(OutputException.class, () -> OutputDirectory.prepare(target, NAMES, false))
              .getMessage();
      assertTrue(message, message.startsWith("cannot write to the output " + target));
    }
    assertEquals(Map.of("a/out", "a file"), tree());
  }

  @Test
  public void namesMayHoldBlanksAndPatternCharacters() throws IOException {
    Path odd = folder.getRoot().toPath().resolve("x [1] {a}*?");
    OutputDirectory output = OutputDirectory.prepare(odd + "/", List.of("t.csv"), false);
    stage(output, "t.csv.parts/part-00000.csv", "h\n");
    stage(output, "t.csv.parts/part-00001.csv", "r\n");
    output.publish();
    assertEquals(Map.of("x [1] {a}*?/t.csv", "h\nr\n"), tree());
  }

  @Test
  public void objectStoresAreServedFileByFile() throws IOException {
    FileTree tree = new FileTree.Remote();
    String root = folder.getRoot().getPath();
    Files.createDirectories(Path.of(root, "from/x"));
    Files.writeString(Path.of(root, "from/x/a"), "a");
    Files.writeString(Path.of(root, "from/b"), "b");
    assertEquals(List.of(root + "/from/b"), tree.list(root + "/from"));
    tree.move(root + "/from", root + "/to");
    assertFalse(tree.exists(root + "/from"));
    assertEquals("a", Files.readString(Path.of(root, "to/x/a")));
    tree.concatenate(List.of(root + "/to/x/a", root + "/to/b"), root + "/to/both");
    assertEquals("ab", Files.readString(Path.of(root, "to/both")));
    tree.delete(root + "/to");
    assertFalse(tree.exists(root + "/to"));
  }

  @Test
  public void whatIsDiscardedStaysAwayThoughWorkersGoOnWriting() throws Exception {
    Map<String, String> before = tree();
    for (int trial = 0; trial < 20; trial++) {
      OutputDirectory output = prepare(false);
      CountDownLatch begun = new CountDownLatch(4);
      List<CompletableFuture<Void>> workers = new ArrayList<>();
      for (int worker = 0; worker < 4; worker++) {
        String folder = "events/worker=" + worker;
        workers.add(
            CompletableFuture.runAsync(
                () -> writeForEver(output, folder, begun), task -> new Thread(task).start()));
      }
      begun.await();
      assertTrue(output.discard());
      assertEquals(before, tree());
      workers.forEach(worker -> assertThrows(CompletionException.class, worker::join));
      assertEquals(before, tree());
    }
  }

  private static void writeForEver(OutputDirectory output, String folder, CountDownLatch begun) {
    try {
      for (int file = 0; true; file++) {
        String path = output.staging(folder + "/dt=" + file + "/part.csv");
        try (WritableByteChannel channel = OutputFile.create(path, "text/csv")) {
          channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        }
        begun.countDown();
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @Test
  public void whatIsDiscardedIsNeitherOpenedNorPublished() throws IOException {
    Map<String, String> before = tree();
    OutputDirectory early = OutputDirectory.at(out().toString(), NAMES, false);
    assertTrue(early.discard());
    assertThrows(OutputException.class, early::open);
    assertEquals(before, tree());
    OutputDirectory late = prepare(false);
    stage(late, "summary.json", "s");
    assertTrue(late.discard());
    assertThrows(OutputException.class, late::publish);
    assertEquals(before, tree());
  }

  @Test
  public void whatIsPublishedIsNotDiscarded() throws IOException {
    OutputDirectory output = prepare(false);
    stage(output, "summary.json", "s");
    output.publish();
    assertFalse(output.discard());
    assertEquals(Map.of("a/out/summary.json", "s"), tree());
  }

  @Test
  public void aWorkerGoesOnWhereTheOneBeforeItStopped() throws IOException {
    for (boolean overwrite : new boolean[] {false, true}) {
      Path directory = folder.newFolder().toPath();
      List<String> names = List.of("first", "below/second", "third", "last");
      if (overwrite) {
        Files.writeString(directory.resolve("first"), "old");
        Files.writeString(directory.resolve("third"), "old, and there is no new one");
      }
      OutputDirectory output = OutputDirectory.prepare(directory.toString(), names, overwrite);
      for (String name : List.of("first", "below/second", "last")) {
        stage(output, name, "new " + name);
      }
      Path obstacle = Files.writeString(directory.resolve("below"), "a file, not a folder");

      assertThrows(OutputException.class, output::publishByWorker);
      assertTrue(output.isBeingPublished());
      assertTrue(output.isStaged());
      Files.delete(obstacle);
      output.publishByWorker();

      for (String name : List.of("first", "below/second", "last")) {
        assertEquals("new " + name, Files.readString(directory.resolve(name)));
      }
      assertFalse(Files.exists(directory.resolve("third")));
      assertFalse(output.isStaged());
    }
  }

  @Test
  public void aWorkerReplacesNothingThatSomebodyElsePutThere() throws IOException {
    OutputDirectory output = prepare(false);
    stage(output, NAMES.get(0), "new");
    Files.writeString(out().resolve(NAMES.get(0)), "somebody else's");
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThrows(OutputExistsException.class, output::publishByWorker);
    }
    assertEquals("somebody else's", Files.readString(out().resolve(NAMES.get(0))));
    assertTrue(output.isStaged());
  }
}
