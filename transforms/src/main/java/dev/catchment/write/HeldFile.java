package dev.catchment.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file on the local disk that one process holds until it closes it or ends in whatever way, by
 * the locks of the operating system.
 */
final class HeldFile implements AutoCloseable {
  /** What this process holds: to open and close such a file once more would set it free. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private HeldFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Makes a file if it is not there, and holds it; empty when somebody else does. */
  static Optional<HeldFile> hold(Path path) throws IOException {
    Path file = path.toAbsolutePath().normalize();
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      OutputFile.makeFolder(file.getParent());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        HELD.remove(file);
        if (channel != null) {
          channel.close();
        }
      }
    }
    return lock == null ? Optional.empty() : Optional.of(new HeldFile(file, channel));
  }

  /** Whether a process of this machine holds a file. */
  static boolean isHeld(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    Optional<HeldFile> free = hold(file);
    if (free.isPresent()) {
      free.get().close();
    }
    return free.isEmpty();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
