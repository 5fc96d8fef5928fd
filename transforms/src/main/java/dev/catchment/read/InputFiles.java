package dev.catchment.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/** Finds the files that patterns name, on any Beam file system. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * The names of the files that at least one pattern matches, each once, in order. Throws {@link
   * InputException} when a pattern matches none or cannot be looked up.
   */
  public static List<String> match(List<String> globs) {
    Set<String> files = new TreeSet<>();
    for (String glob : globs) {
      List<String> matches = find(glob);
      if (matches.isEmpty()) {
        throw new InputException("no file matches " + glob);
      }
      files.addAll(matches);
    }
    return List.copyOf(files);
  }

  /** The names of the files that a pattern matches, in order; empty when there is none. */
  static List<String> find(String glob) {
    try {
      return FileSystems.match(glob, EmptyMatchTreatment.ALLOW).metadata().stream()
          .map(Metadata::resourceId)
          .filter(resource -> !resource.isDirectory())
          .map(Object::toString)
          .sorted()
          .toList();
    } catch (FileNotFoundException missing) {
      return List.of();
    } catch (IOException | IllegalArgumentException failure) {
      throw new InputException("cannot look up " + glob + ": " + failure.getMessage(), failure);
    }
  }

  /**
   * The names of the files in a directory and below that end in a suffix, in order, but for hidden
   * ones and those in a hidden folder below it (names that begin with a dot or an underscore).
   */
  static List<String> below(String directory, String suffix) {
    String root = directory.endsWith("/") ? directory : directory + "/";
    return find(root + "**" + suffix).stream()
        .filter(file -> !isHidden(file.substring(file.lastIndexOf(root) + root.length())))
        .toList();
  }

  /** The names of the files in a directory itself that end in a pattern, in order. */
  static List<String> in(String directory, String pattern) {
    return find((directory.endsWith("/") ? directory : directory + "/") + "*" + pattern);
  }

  private static boolean isHidden(String path) {
    return path.contains("/.") || path.contains("/_");
  }
}
