package dev.catchment.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
    return List.copyOf(matchSizes(globs).keySet());
  }

  /** As {@link #match}, with the bytes of each file. */
  public static SortedMap<String, Long> matchSizes(List<String> globs) {
    SortedMap<String, Long> files = new TreeMap<>();
    for (String glob : globs) {
      SortedMap<String, Long> matches = sizes(glob);
      if (matches.isEmpty()) {
        throw new InputException(
            isDirectory(glob)
                ? glob + " is a directory; name the files in it, such as " + glob + "/*"
                : "no file matches " + glob);
      }
      files.putAll(matches);
    }
    return files;
  }

  /** The bytes of all files that the patterns match; 0 when they cannot be looked up. */
  public static long bytes(List<String> globs) {
    SortedMap<String, Long> files = new TreeMap<>();
    try {
      globs.forEach(glob -> files.putAll(sizes(glob)));
    } catch (InputException unknown) {
      return 0;
    }
    return files.values().stream().mapToLong(Long::longValue).sum();
  }

  private static boolean isDirectory(String glob) {
    return !glob.contains("://") && Files.isDirectory(Path.of(glob));
  }

  /** The names of the files that a pattern matches, in order; empty when there is none. */
  public static List<String> find(String glob) {
    return List.copyOf(sizes(glob).keySet());
  }

  /** As {@link #find}, with the bytes of each file. */
  static SortedMap<String, Long> sizes(String glob) {
    SortedMap<String, Long> files = new TreeMap<>();
    try {
      for (Metadata file : FileSystems.match(glob, EmptyMatchTreatment.ALLOW).metadata()) {
        if (!file.resourceId().isDirectory()) {
          files.put(file.resourceId().toString(), file.sizeBytes());
        }
      }
      return files;
    } catch (FileNotFoundException missing) {
      return files;
    } catch (IOException | IllegalArgumentException failure) {
      String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
      throw new InputException("cannot look up " + glob + ": " + reason, failure);
    }
  }

  /**
   * The names of the files in a directory and below that end in a suffix, in order, but for hidden
   * ones and those in a hidden folder below it (names that begin with a dot or an underscore).
   */
  static List<String> below(String directory, String suffix) {
    return List.copyOf(belowSizes(directory, suffix).keySet());
  }

  /** As {@link #below}, with the bytes of each file. */
  static SortedMap<String, Long> belowSizes(String directory, String suffix) {
    String root = directory.endsWith("/") ? directory : directory + "/";
    SortedMap<String, Long> files = sizes(root + "**" + suffix);
    files.keySet().removeIf(file -> isHidden(under(root, file)));
    return files;
  }

  /** The part of a file's path from the slash that ends the root on. */
  private static String under(String root, String file) {
    int start = file.lastIndexOf(root);
    return start < 0 ? file : file.substring(start + root.length() - 1);
  }

  /** The files in a directory itself that end in a pattern, in order, with their bytes. */
  static SortedMap<String, Long> inSizes(String directory, String pattern) {
    return sizes((directory.endsWith("/") ? directory : directory + "/") + "*" + pattern);
  }

  private static boolean isHidden(String path) {
    return path.contains("/.") || path.contains("/_");
  }
}
