package dev.catchment.pipelines.collect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeTrue;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;

/** What the collect job does when its output exists or cannot be written. */
public class BadOutputTest {
  @Rule public final Workspace work = new Workspace();

  @Test
  public void anExistingOutputIsNotTouched() {
    for (String name : List.of("events/dt=2020-01-01/notes", "rejected/x", "summary.json")) {
      Path old = work.write("store/" + name, "old");
      String output = "store/" + name.replaceAll("/.*", "");
      work.refused().complains(work.path(output) + " exists: add --overwrite to replace it");
      old.toFile().delete();
    }
  }

  @Test
  public void aStoreThatCannotBeReadIsNotTouched() {
    work.write("store/events/dt=2020-01-01/part-00000.parquet", "old");
    work.refused().complains("part-00000.parquet is not a readable", "add --overwrite");
  }

  @Test
  public void anExistingOutputIsReplacedWhenThatIsAskedFor() throws IOException {
    work.write("store/events/dt=2020-01-01/part-00000.parquet", "old");
    work.write("store/rejected/part-00000-of-00004.jsonl", "old");
    work.write("store/summary.json", "old");
    work.write("store/notes.txt", "mine");
    work.collect("--overwrite").expect(ExitStatus.DONE).says("2 accepted");
    assertEquals(List.of("dt=2026-01-01", "dt=2026-01-02"), work.list("store/events"));
    assertEquals(
        List.of("batches", "events", "notes.txt", "report.html", "summary.json"),
        work.list("store"));
    assertEquals("mine", Files.readString(work.path("store/notes.txt")));
  }

  @Test
  public void aFailedReplacementLeavesTheOldOutput() {
    work.write("store/summary.json", "old");
    work.write("store/events/dt=2020-01-01/part-00000.parquet", "old");
    work.write("in.csv", "id\n1\n");
    work.refused("--overwrite").complains("has no column");
  }

  @Test
  public void otherFilesAndWhatAKilledRunLeftDoNoHarm() {
    work.write("store/.staging-0123/events/dt=2020-01-01/part-00000.parquet", "half");
    work.write("store/notes.txt", "mine");
    work.collect().expect(ExitStatus.DONE).says("2 accepted");
    assertEquals(
        List.of(".staging-0123", "batches", "events", "notes.txt", "report.html", "summary.json"),
        work.list("store"));
    assertEquals(List.of("dt=2026-01-01", "dt=2026-01-02"), work.list("store/events"));
  }

  @Test
  public void anOutputBelowAFileIsRefused() {
    work.write("file", "mine");
    work.refused("--output=" + work.path("file/store"))
        .complains(
            "cannot write to the output " + work.path("file/store"), "choose another --output");
    work.refused("--output=" + work.path("file")).complains("cannot write to the output", "file");
  }

  @Test
  public void anOutputOnAnUnknownFileSystemIsRefused() {
    work.refused("--output=nowhere://store").complains("store nowhere://store", "scheme nowhere");
  }

  @Test
  public void anOutputWithoutRightsIsRefused() throws IOException, InterruptedException {
    Path locked = work.newFolder("locked").toPath();
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    boolean immutable = Files.isWritable(locked) && done("chattr", "+i", locked.toString());
    try {
      assumeTrue(
          "not run: root may write to every folder and chattr +i is not possible here",
          immutable || !Files.isWritable(locked));
      work.refused("--output=" + locked).complains("cannot write to the output " + locked);
      work.refused("--output=" + locked.resolve("a/b")).complains("cannot write", "locked/a");
    } finally {
      if (immutable) {
        done("chattr", "-i", locked.toString());
      }
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  public void aFullDiskEndsTheJobWithoutLeftovers() throws IOException, InterruptedException {
    Path disk = work.newFolder("disk").toPath();
    assumeTrue(
        "not run: a small disk cannot be mounted here",
        done("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()));
    try {
      Random random = new Random(1);
      StringBuilder rows = new StringBuilder(Workspace.HEADER);
      for (int row = 0; row < 60_000; row++) {
        rows.append(Long.toHexString(random.nextLong()))
            .append(Long.toHexString(random.nextLong()));
        rows.append(",2026-01-01,c1,5\n");
      }
      work.write("in.csv", rows.toString());
      work.write("disk/mine.txt", "mine");
      FileSnapshot before = FileSnapshot.of(disk);
      work.collect("--output=" + disk.resolve("store"))
          .expect(ExitStatus.FAILED)
          .complains("failed: the disk is full; free some space or choose another --output");
      assertEquals(before, FileSnapshot.of(disk));

      assertThrows(UncheckedIOException.class, () -> work.write("disk/filler", new byte[1 << 21]));
      work.refused("--output=" + disk.resolve("store")).complains("No space left", "--output");
    } finally {
      done("umount", disk.toString());
    }
  }

  @Test
  public void anInputThatGoesWrongAfterTheStartLeavesNothing() throws IOException {
    Path odd = Path.of("/proc/version");
    assumeTrue("not run: there is no " + odd, Files.exists(odd) && Files.size(odd) == 0);
    Files.createSymbolicLink(work.path("in-2.csv"), odd);
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    work.collect("--input=" + work.path("in*.csv"))
        .expect(ExitStatus.FAILED)
        .complains("catchment: failed: " + work.path("in-2.csv") + " has no column id");
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
    assertFalse(Files.exists(work.path("store")));
  }

  private static boolean done(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
