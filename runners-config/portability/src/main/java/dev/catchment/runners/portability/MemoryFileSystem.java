package dev.catchment.runners.portability;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * An object store in the memory of this process, {@code memory://bucket/name}: like those of the
 * clouds it has no folders, and a file is there only when it was closed.
 */
final class MemoryFileSystem extends FileSystem<MemoryResourceId> {
  static final String SCHEME = "memory";

  private static final Map<String, byte[]> FILES = new ConcurrentSkipListMap<>();

  @Override
  protected List<MatchResult> match(List<String> patterns) {
    return patterns.stream().map(MemoryFileSystem::match).toList();
  }

  private static MatchResult match(String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path(pattern));
    List<Metadata> found = new ArrayList<>();
    FILES.forEach(
        (name, bytes) -> {
          if (name.equals(pattern) || matcher.matches(Path.of(path(name)))) {
            found.add(
                Metadata.builder()
                    .setResourceId(new MemoryResourceId(name))
                    .setSizeBytes(bytes.length)
                    .setIsReadSeekEfficient(true)
                    .build());
          }
        });
    return found.isEmpty()
        ? MatchResult.create(Status.NOT_FOUND, new FileNotFoundException(pattern))
        : MatchResult.create(Status.OK, found);
  }

  private static String path(String name) {
    return name.replaceFirst("^" + SCHEME + ":/", "");
  }

  @Override
  protected WritableByteChannel create(MemoryResourceId file, CreateOptions options) {
    return Channels.newChannel(
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            FILES.put(file.name(), toByteArray());
          }
        });
  }

  @Override
  protected ReadableByteChannel open(MemoryResourceId file) throws FileNotFoundException {
    byte[] bytes = FILES.get(file.name());
    if (bytes == null) {
      throw new FileNotFoundException(file.name());
    }
    return new SeekableInMemoryByteChannel(bytes);
  }

  @Override
  protected void copy(List<MemoryResourceId> sources, List<MemoryResourceId> targets)
      throws FileNotFoundException {
    for (int index = 0; index < sources.size(); index++) {
      byte[] bytes = FILES.get(sources.get(index).name());
      if (bytes == null) {
        throw new FileNotFoundException(sources.get(index).name());
      }
      FILES.put(targets.get(index).name(), bytes);
    }
  }

  @Override
  protected void rename(
      List<MemoryResourceId> sources, List<MemoryResourceId> targets, MoveOptions... options)
      throws FileNotFoundException {
    copy(sources, targets);
    delete(sources);
  }

  @Override
  protected void delete(Collection<MemoryResourceId> files) {
    files.forEach(file -> FILES.remove(file.name()));
  }

  @Override
  protected MemoryResourceId matchNewResource(String name, boolean isDirectory) {
    return new MemoryResourceId(isDirectory && !name.endsWith("/") ? name + "/" : name);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }
}
