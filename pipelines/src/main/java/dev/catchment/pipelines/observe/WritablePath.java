package dev.catchment.pipelines.observe;

import dev.catchment.pipelines.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A path on this machine at which a file can be written; only looked at, nothing is made. */
final class WritablePath {
  private WritablePath() {}

  /**
   * The path that an option names, of a file that is added to.
   *
   * @throws UsageException when it cannot be written
   */
  static Path added(String option, String given) {
    Path file = Path.of(given).toAbsolutePath().normalize();
    if (Files.isDirectory(file)) {
      throw unusable(option, given, "it is a folder");
    }
    check(option, given, file, Files.exists(file) ? file : folderOf(file));
    return file;
  }

  /**
   * The path that an option names, of a file whose place another takes.
   *
   * @throws UsageException when it cannot be written
   */
  static Path replaced(String option, String given) {
    Path file = Path.of(given).toAbsolutePath().normalize();
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw unusable(option, given, "it is there and is no ordinary file");
    }
    check(option, given, file, folderOf(file));
    return file;
  }

  /** The nearest above a file that is there. */
  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    while (folder != null && Files.notExists(folder)) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static void check(String option, String given, Path file, Path place) {
    if (place == null) {
      throw unusable(option, given, "it is a folder");
    }
    if (!place.equals(file) && !Files.isDirectory(place)) {
      throw unusable(option, given, place + " is no folder");
    }
    if (!Files.isWritable(place)) {
      throw unusable(option, given, "this user may not write to " + place);
    }
  }

  private static UsageException unusable(String option, String given, String fault) {
    return new UsageException(
        "--%s=%s cannot be written: %s; name a file in a folder that this user may write to"
            .formatted(option, given, fault));
  }
}
