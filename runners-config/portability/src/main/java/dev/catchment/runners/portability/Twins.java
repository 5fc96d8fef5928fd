package dev.catchment.runners.portability;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.common.io.MoreFiles;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.TestPipeline;

/**
 * The same commands on the Direct runner and on the runner under test, one after the other in the
 * same folder, since outputs name their inputs. Each says at the end what its steps did.
 */
final class Twins {
  private static final String[] REFERENCE = {
    "--runner=DirectRunner", "--enforceImmutability=false", "--enforceEncodability=false"
  };

  private final String data;
  private final Path folder;
  private final List<String[]> commands = new ArrayList<>();

  Twins(String data, Path folder) {
    this.data = data;
    this.folder = folder;
  }

  /** Adds a command; DIR in it stands for the folder. */
  void add(String... command) {
    commands.add(command);
  }

  /** Runs all commands twice, and compares every file that is there then. */
  void check() throws IOException {
    String runner =
        TestPipeline.testingPipelineOptions().getRunner().getSimpleName().replaceFirst("^Test", "");
    commands.forEach(command -> run(command, REFERENCE));
    Map<String, String> expected = takeAway();
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (String[] command : commands) {
      long start = System.nanoTime();
      Cli.Result result = run(command, "--runner=" + runner);
      seconds.put(command[0], (System.nanoTime() - start) / 1e9);
      assertTrue(result.err(), result.err().lines().anyMatch(line -> line.startsWith("step  ")));
    }
    Map<String, String> actual = takeAway();
    assertFalse("nothing was written", expected.isEmpty());
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((file, bytes) -> assertEquals(file, bytes, actual.get(file)));
    seconds.forEach((job, time) -> RunnersPage.record(job, data, runner, time));
  }

  private Cli.Result run(String[] command, String... more) {
    return Cli.run(
            Stream.concat(
                    Arrays.stream(command).map(word -> word.replace("DIR", folder.toString())),
                    Arrays.stream(more))
                .toArray(String[]::new))
        .expect(ExitStatus.DONE);
  }

  /**
   * Every file by its path, one character for each byte, without the runner's name in the command
   * lines that reports show and without the random name of a batch; the files are removed.
   */
  private Map<String, String> takeAway() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(path).toString(),
            Files.readString(path, StandardCharsets.ISO_8859_1)
                .replaceAll("--runner=[A-Za-z]*( --enforce[A-Za-z]*=false)*", "--runner=R")
                .replaceAll("\\.staging-[0-9a-f-]{36}", ".staging-R"));
      }
    }
    MoreFiles.deleteDirectoryContents(folder);
    return contents;
  }
}
