package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Golden;
import dev.catchment.pipelines.ParquetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The collect job on the hand-made input of {@code test-data/collect}. */
public class CollectGoldenTest {
  private static final Path INPUT = Cli.repositoryFile("test-data/collect");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void givesWhatTheGoldenFilesHold() throws IOException {
    Path key = folder.getRoot().toPath().resolve("key.json");
    Files.copy(INPUT.resolve("golden/pseudonym-key.json"), key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path store = folder.getRoot().toPath().resolve("store");

    Cli.run(
            "collect",
            "--config=" + INPUT.resolve("catchment.yaml"),
            "--key=" + key,
            "--output=" + store,
            "--maxRejected=1",
            "--enforceImmutability=true",
            "--enforceEncodability=true")
        .expect(ExitStatus.DONE)
        .says("50 read = 17 accepted + 26 rejected + 3 duplicate + 2 withheld + 2 filtered");

    Golden.check(
        INPUT.resolve("golden/summary.json"), Files.readAllLines(store.resolve("summary.json")));
    Golden.check(INPUT.resolve("golden/rejected.jsonl"), rejected(store));
    Golden.check(
        INPUT.resolve("golden/events.txt"),
        ParquetText.rowsBelow(store.resolve("events")).stream()
            .map(row -> row.replaceFirst("/000001-part-", "/part-"))
            .toList());
  }

  /** The rejected records by file and line, without what depends on the path of the input. */
  private static List<String> rejected(Path store) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(store.resolve("rejected"))) {
      for (Path part : parts.sorted().toList()) {
        for (String line : Files.readAllLines(part)) {
          lines.add(line.replace(INPUT + "/", "").replaceFirst("\"id\":\"[0-9a-f]{32}\",", ""));
        }
      }
    }
    lines.sort(null);
    return lines;
  }
}
