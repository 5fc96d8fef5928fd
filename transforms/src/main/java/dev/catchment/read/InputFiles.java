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
    TreeSet<String> files = new TreeSet<>();
    for (String glob : globs) {
      if (!addMatches(glob, files)) {
        throw new InputException("no file matches " + glob);
      }
    }
    return List.copyOf(files);
  }

  /** Adds the files that a pattern matches; tells whether there is one. */
  static boolean addMatches(String glob, Set<String> files) {
    try {
      List<Metadata> matches = FileSystems.match(glob, EmptyMatchTreatment.ALLOW).metadata();
      for (Metadata match : matches) {
        if (!match.resourceId().isDirectory()) {
          files.add(match.resourceId().toString());
        }
      }
      return !matches.isEmpty();
    } catch (FileNotFoundException missing) {
      return false;
    } catch (IOException | IllegalArgumentException failure) {
      throw new InputException("cannot look up " + glob + ": " + failure.getMessage(), failure);
    }
  }
}
