package dev.catchment.pipelines;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a folder holds: each file and folder by its path, with a hash of its contents. */
public record FileSnapshot(TreeMap<String, String> contents) {
  /** The present contents of a folder. */
  public static FileSnapshot of(Path folder) {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        String hash =
            Files.isRegularFile(path)
                ? MoreFiles.asByteSource(path).hash(Hashing.sha256()).toString()
                : "folder";
        contents.put(folder.relativize(path).toString(), hash);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FileSnapshot(contents);
  }
}
