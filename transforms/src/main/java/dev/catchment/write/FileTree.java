package dev.catchment.write;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Files and folders by name: those of the local disk, where a folder is moved in one step, and
 * those of an object store, where it is but the common beginning of the names of files.
 */
interface FileTree extends Serializable {
  /** How the name of a folder ends that is being taken away. */
  String GONE = ".gone";

  /** The tree that a path belongs to. */
  static FileTree of(String path) {
    ResourceId resource = FileSystems.matchNewResource(path, true);
    return resource.getScheme().equals("file") ? new Local() : new Remote();
  }

  /** Whether there is a file of this name or a folder with files. */
  boolean exists(String path) throws IOException;

  /** The files of a folder without its subfolders, in order of their names. */
  List<String> list(String folder) throws IOException;

  /** Moves a file or a folder to a name that is free. */
  void move(String from, String to) throws IOException;

  /** Writes the bytes of files one after the other into a file. */
  void concatenate(List<String> parts, String file) throws IOException;

  /** Deletes a file or a folder with all that is in it, if it is there. */
  void delete(String path) throws IOException;

  /** Deletes a file, and its folder when that holds nothing more. */
  default void deleteWithFolder(String file) throws IOException {
    delete(file);
  }

  /** Deletes a folder that others may still be writing into through {@link OutputFile}. */
  default void takeAway(String folder) throws IOException {
    delete(folder);
  }

  /** The local disk. */
  final class Local implements FileTree {
    private static final long serialVersionUID = 1;
    private static final int ATTEMPTS = 1000;
    private static final Duration PAUSE = Duration.ofMillis(5);

    @Override
    public boolean exists(String path) throws IOException {
      Path root = Path.of(path);
      if (!Files.isDirectory(root)) {
        return Files.exists(root);
      }
      try (var paths = Files.walk(root)) {
        return paths.anyMatch(found -> !Files.isDirectory(found));
      }
    }

    @Override
    public List<String> list(String folder) throws IOException {
      Path root = Path.of(folder);
      if (!Files.isDirectory(root)) {
        return List.of();
      }
      try (var paths = Files.list(root)) {
        return paths.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
      }
    }

    @Override
    public void move(String from, String to) throws IOException {
      Path target = Path.of(to);
      Files.createDirectories(target.toAbsolutePath().getParent());
      if (Files.isDirectory(target) && !exists(to)) {
        delete(to);
      }
      Files.move(Path.of(from), target);
    }

    /** Within the kernel: the bytes do not pass through this process. */
    @Override
    public void concatenate(List<String> parts, String file) throws IOException {
      try (FileChannel whole =
          FileChannel.open(
              Path.of(file),
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        for (String name : parts) {
          try (FileChannel part = FileChannel.open(Path.of(name))) {
            long size = part.size();
            long done = 0;
            while (done < size) {
              done += part.transferTo(done, size - done, whole);
            }
          }
        }
      }
    }

    @Override
    public void delete(String path) throws IOException {
      Path root = Path.of(path);
      if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    }

    @Override
    public void deleteWithFolder(String file) throws IOException {
      delete(file);
      try {
        Files.deleteIfExists(Path.of(file).toAbsolutePath().getParent());
      } catch (DirectoryNotEmptyException used) {
        // Other files are in it.
      }
    }

    /**
     * Renames the folder first. From then on nothing can be made under its name, which nobody makes
     * again, so that only files whose making had begun by then can still turn up while it is
     * deleted: one for each thread of a worker.
     */
    @Override
    public void takeAway(String folder) throws IOException {
      Path gone = Path.of(folder + GONE);
      if (Files.exists(Path.of(folder))) {
        Files.move(Path.of(folder), gone, StandardCopyOption.ATOMIC_MOVE);
      }
      for (int attempt = 1; Files.exists(gone); attempt++) {
        try {
          delete(gone.toString());
        } catch (DirectoryNotEmptyException late) {
          if (attempt == ATTEMPTS) {
            throw late;
          }
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  /** Any other Beam file system. */
  final class Remote implements FileTree {
    private static final long serialVersionUID = 1;
    private static final int CHUNK = 1 << 20;

    @Override
    public boolean exists(String path) throws IOException {
      return !tree(path).isEmpty();
    }

    @Override
    public List<String> list(String folder) throws IOException {
      return match(folder + "/*").stream().map(Object::toString).sorted().toList();
    }

    @Override
    public void move(String from, String to) throws IOException {
      List<ResourceId> sources = tree(from);
      List<ResourceId> targets = new ArrayList<>();
      for (ResourceId source : sources) {
        String rest = source.toString().substring(from.length());
        targets.add(FileSystems.matchNewResource(to + rest, false));
      }
      FileSystems.rename(sources, targets);
    }

    @Override
    public void concatenate(List<String> parts, String file) throws IOException {
      try (WritableByteChannel whole = OutputFile.create(file, MimeTypes.BINARY)) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        for (String name : parts) {
          try (ReadableByteChannel part =
              FileSystems.open(FileSystems.matchNewResource(name, false))) {
            while (part.read(buffer.clear()) >= 0) {
              buffer.flip();
              while (buffer.hasRemaining()) {
                whole.write(buffer);
              }
            }
          }
        }
      }
    }

    @Override
    public void delete(String path) throws IOException {
      FileSystems.delete(tree(path));
    }

    private static List<ResourceId> tree(String path) throws IOException {
      List<ResourceId> files = new ArrayList<>(match(path));
      files.addAll(match(path + "/**"));
      return files;
    }

    private static List<ResourceId> match(String pattern) throws IOException {
      return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata().stream()
          .map(Metadata::resourceId)
          .filter(resource -> !resource.isDirectory())
          .toList();
    }
  }
}
