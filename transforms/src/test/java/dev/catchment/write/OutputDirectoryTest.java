package dev.catchment.write;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    tree.delete(root + "/to");
    assertFalse(tree.exists(root + "/to"));
  }
}
