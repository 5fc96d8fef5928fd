package dev.catchment.pipelines.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Reads the lines of files of a directory as new files appear, of any file system that Beam knows.
 * Files appear whole. Those that were there before the first look are passed over, but for the
 * newest.
 *
 * <p>Memory: the names of the files that are there.
 */
final class FolderReader implements Feed.Reader {
  private static final int LONGEST_READ = 5_000;
  private static final Comparator<MatchResult.Metadata> BY_TIME =
      Comparator.comparingLong(MatchResult.Metadata::lastModifiedMillis)
          .thenComparing(file -> file.resourceId().toString());

  private final String directory;
  private Set<String> seen;

  FolderReader(String directory) {
    this.directory = directory.replaceFirst("/+$", "");
  }

  @Override
  public List<String> poll() throws IOException {
    List<MatchResult.Metadata> files = files();
    Set<String> names = new HashSet<>();
    List<MatchResult.Metadata> fresh = new ArrayList<>();
    for (MatchResult.Metadata file : files) {
      String name = file.resourceId().toString();
      names.add(name);
      if (seen != null && !seen.contains(name)) {
        fresh.add(file);
      }
    }
    if (seen == null && !files.isEmpty()) {
      fresh.add(files.get(files.size() - 1));
    }
    seen = names;
    List<String> lines = new ArrayList<>();
    for (MatchResult.Metadata file : fresh) {
      read(file, lines);
    }
    return lines;
  }

  /** The files that are whole, the newest last. */
  private List<MatchResult.Metadata> files() throws IOException {
    String root = FileSystems.matchNewResource(directory, true).toString();
    return FileSystems.match(directory + "/**", EmptyMatchTreatment.ALLOW).metadata().stream()
        .filter(
            file -> !("/" + file.resourceId().toString().substring(root.length())).contains("/."))
        .sorted(BY_TIME)
        .toList();
  }

  private static void read(MatchResult.Metadata file, List<String> lines) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(FileSystems.open(file.resourceId())), UTF_8))) {
      String line = reader.readLine();
      while (line != null && lines.size() < LONGEST_READ) {
        lines.add(line);
        line = reader.readLine();
      }
    }
  }

  @Override
  public void close() {}
}
