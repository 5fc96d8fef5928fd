package dev.catchment.pipelines.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assume.assumeTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;

/** What the doctor says of jobs that are in order, or nearly. */
public class DoctorJobTest {
  private static final String[] COLLECT = {
    "doctor",
    "collect",
    "--config={w}/catchment.yaml",
    "--input={w}/in*.csv",
    "--output={w}/store",
    "--key={w}/keys/key.json"
  };

  @Rule public final Workspace work = new Workspace();

  @Test
  public void aJobThatIsInOrderIsShownWithItsCommand() {
    work.write("catchment.yaml", Workspace.CONFIG + "    personal: {customer: name}\n");
    Cli.Result result = examined(ExitStatus.DONE, COLLECT);
    result.says(
        work.filled(
            List.of(
                "ok       command line    4 options",
                "ok       input orders    1 file, 62 B: {w}/in*.csv",
                "ok       records orders  2 of the first 2 accepted",
                "ok       output          {w}/store can be written",
                "ok       key             {w}/keys/key.json would be made",
                "ok       runner          Direct can run every step, in this process",
                "ok       memory          estimate",
                "collect would read orders (62 B), write into {w}/store and run on Direct.",
                "It would start:\n    ./catchment collect --config={w}/catchment.yaml --input='{w}/in*.csv'")));
    assertFalse(result.out(), result.out().contains("problem"));
  }

  @Test
  public void everyJobIsExamined() {
    work.write("table.csv", "x,y\n1,2\n2,3\n3,5\n");
    work.write(
        "catchment.yaml",
        Workspace.CONFIG
            + "identity: {namespaces: [customer]}\n"
            + "profile: {features: {visits: {count: events}}}\n"
            + "audiences: {all: {rule: visits > 0}}\n");
    work.run("collect", "--config={w}/catchment.yaml", "--output={w}/store")
        .expect(ExitStatus.DONE);
    examined(ExitStatus.DONE, "doctor", "generate", "--output={w}/world", "--people=10")
        .says("generate would read nothing", "lines of the files");
    examined(
            ExitStatus.DONE,
            "doctor",
            "profile",
            "--config={w}/catchment.yaml",
            "--store={w}/store")
        .says("records events  2 of the first 2 accepted", "identifiers");
    work.run("profile", "--config={w}/catchment.yaml", "--store={w}/store").expect(ExitStatus.DONE);
    examined(
            ExitStatus.DONE,
            "doctor",
            "audience",
            "--config={w}/catchment.yaml",
            "--store={w}/store",
            "--output={w}/audiences")
        .says("ok       input profiles", "rows of the audiences");
    examined(ExitStatus.DONE, "doctor", "cluster", "--input={w}/table.csv", "--output={w}/clusters")
        .says("3 of the first 3 accepted", "sample of rows");
    examined(ExitStatus.DONE, "doctor", "demo", "--output={w}/demo", "--key={w}/key.json")
        .says("key.json would be made");
  }

  @Test
  public void anOverwrittenOutputIsNamed() {
    work.write("store/summary.json", "old");
    String[] command = Arrays.copyOf(COLLECT, COLLECT.length + 1);
    command[COLLECT.length] = "--overwrite";
    examined(ExitStatus.DONE, command).says("replaced would be summary.json");
  }

  @Test
  public void whatIsOddButHarmlessIsAWarning() {
    work.write("in-2.csv", "");
    work.write("in-3.csv", Workspace.HEADER + "3,2026-01-03,c3,-1\n");
    examined(ExitStatus.DONE, COLLECT)
        .says(
            "warning  input orders    1 file is empty, such as " + work.path("in-2.csv"),
            "warning  records orders  2 of the first 3 accepted, 1 rejected",
            "out_of_range_amount: 1, first at " + work.path("in-3.csv") + ":2",
            "It would start:");
    work.write("in.csv.gz", Workspace.HEADER + "3,2026-01-03,c3,1\n");
    String[] compressed = COLLECT.clone();
    compressed[3] = "--input={w}/in.csv.gz";
    examined(ExitStatus.DONE, compressed)
        .says("warning  input orders    " + work.path("in.csv.gz") + " is not gzip");
  }

  @Test
  public void aHeapThatIsTooSmallIsNamedWithOneThatIsNot() {
    examined(
            ExitStatus.DONE,
            "doctor",
            "generate",
            "--people=20000000",
            "--days=3650",
            "--output={w}/world")
        .says("warning  memory", "estimate", "the heap is", "set CATCHMENT_HEAP=");
  }

  @Test
  public void ofALaunchTheJobIsExamined() {
    work.write(
        "collect.json",
        """
        {"config": "%s", "output": "%s", "key": "%s"}"""
            .formatted(work.path("catchment.yaml"), work.path("store"), work.path("key.json")));
    examined(ExitStatus.DONE, "doctor", "launch", "collect", "--parameters={w}/collect.json")
        .says("2 of the first 2 accepted", "./catchment collect --config=");
    work.write("collect.json", "{\"confg\": \"catchment.yaml\"}");
    work.run("doctor", "launch", "collect", "--parameters={w}/collect.json")
        .expect(ExitStatus.USAGE)
        .complains("confg", "did you mean config?");
  }

  @Test
  public void aDamagedFileIsNotHiddenByOddOnes() throws IOException {
    for (int file = 1; file <= 4; file++) {
      work.write("in-" + file + ".csv.gz", Workspace.HEADER + file + ",2026-01-03,c3,1\n");
    }
    byte[] whole = gzip(Workspace.HEADER + "5,2026-01-03,c3,1\n".repeat(50_000));
    work.write("in-5.csv.gz", Arrays.copyOf(whole, whole.length - 20));
    String[] compressed = COLLECT.clone();
    compressed[3] = "--input={w}/in-*.csv.gz";
    examined(ExitStatus.USAGE, compressed)
        .says("problem  input orders    " + work.path("in-5.csv.gz"), "2 more files");
  }

  @Test
  public void aRefusedOverwriteIsCorrectedAndNotDoubled() {
    work.write("store/summary.json", "old");
    String[] command = Arrays.copyOf(COLLECT, COLLECT.length + 1);
    command[COLLECT.length] = "--overwrite=false";
    Cli.Result result = examined(ExitStatus.USAGE, command).says("--overwrite");
    assertFalse(result.out(), result.out().contains("--overwrite=false"));
  }

  @Test
  public void noPersonalValueIsShown() {
    work.write(
        "catchment.yaml", Workspace.CONFIG + "    personal: {customer: email, amount: name}\n");
    work.write(
        "in.csv",
        Workspace.HEADER
            + "1,2026-01-01,Anna Smithfield,4711\n"
            + "2,Bert Mayweather,b@example.org,4712\n"
            + "3,2026-01-01,\"Cleo\" Northwood,4713\n");
    String out = examined(ExitStatus.USAGE, COLLECT).says("3 rejected", "invalid_customer").out();
    for (String secret : new String[] {"Anna", "Smith", "Bert", "Cleo", "4711", "4712", "b@"}) {
      assertFalse(secret + " in\n" + out, out.contains(secret));
    }
  }

  @Test
  public void aFileWithoutRightsIsNamed() throws IOException {
    Path locked = work.write("in-2.csv", Workspace.HEADER);
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("-w-------"));
    assumeTrue("not run: root may read every file", !Files.isReadable(locked));
    Cli.Result result = work.run(COLLECT).expect(ExitStatus.USAGE);
    result.says(locked.toString());
  }

  @Test
  public void anOutputWithoutRightsIsNamed() throws IOException, InterruptedException {
    Path locked = work.newFolder("store").toPath();
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    boolean immutable =
        Files.isWritable(locked)
            && new ProcessBuilder("chattr", "+i", locked.toString()).start().waitFor() == 0;
    try {
      assumeTrue(
          "not run: root may write to every folder and chattr +i is not possible here",
          immutable || !Files.isWritable(locked));
      work.run(COLLECT)
          .expect(ExitStatus.USAGE)
          .says(
              "problem  output", "cannot write to the output " + locked, "choose another --output");
    } finally {
      if (immutable) {
        new ProcessBuilder("chattr", "-i", locked.toString()).start().waitFor();
      }
    }
  }

  @Test
  public void theDoctorNeedsTheNameOfAJob() {
    Cli.run("doctor").expect(ExitStatus.USAGE).complains("doctor needs the name of a job");
    Cli.run("doctor", "doctor").expect(ExitStatus.USAGE).says("name another job");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private Cli.Result examined(ExitStatus status, String... command) {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    Cli.Result result = work.run(command);
    assertEquals(result.out() + result.err(), status, result.status());
    assertEquals("", result.err());
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
    return result;
  }
}
