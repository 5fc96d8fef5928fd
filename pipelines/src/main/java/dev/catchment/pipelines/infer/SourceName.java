package dev.catchment.pipelines.infer;

import com.google.common.base.Splitter;
import java.nio.file.Path;
import java.util.List;

/** Names made of the pattern of some files. */
final class SourceName {
  private SourceName() {}

  /** A name for the source of some files: the file's, or else the folder's. */
  static String of(String glob) {
    List<String> steps = Splitter.on('/').splitToList(glob);
    for (int step = steps.size() - 1; step >= 0; step--) {
      String plain =
          ColumnName.plain(
              steps
                  .get(step)
                  .replaceFirst("(\\.[A-Za-z]+\\d?)+$", "")
                  .replaceAll("[*?\\[{].*", ""));
      String letters = plain.replaceFirst("^n_", "").replaceAll("[^a-z]+", "");
      if (!letters.isEmpty() && !plain.equals("column")) {
        return plain;
      }
    }
    return "records";
  }

  /** The pattern as seen from the folder of a file; as it is where that is somewhere else. */
  static String relative(String glob, String file) {
    if (glob.contains("://") || file.contains("://")) {
      return glob.contains("://") ? glob : Path.of(glob).toAbsolutePath().toString();
    }
    Path folder = Path.of(file).toAbsolutePath().normalize().getParent();
    Path input = Path.of(glob).toAbsolutePath().normalize();
    return input.startsWith(folder) ? folder.relativize(input).toString() : input.toString();
  }
}
