package dev.catchment.testing;

import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The real data with outside reference results that stands beside the repository on the machines of
 * developers and CI; its folder is the system property {@code catchment.shared}, or else {@code
 * shared/data} in a folder above.
 */
public final class SharedData {
  private SharedData() {}

  /** A file of the data; the calling test is reported as skipped where there is none. */
  public static Path file(String name) {
    Path found = root().resolve(name);
    assumeTrue(
        "not run: there is no " + found + " (name its folder with -Dcatchment.shared=DIR)",
        Files.exists(found));
    return found;
  }

  private static Path root() {
    String given = System.getProperty("catchment.shared");
    if (given != null) {
      return Path.of(given);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("shared/data"))) {
        return folder.resolve("shared/data");
      }
    }
    return Path.of("shared/data");
  }
}
