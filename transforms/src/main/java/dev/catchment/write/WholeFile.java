package dev.catchment.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Writes a file that appears whole under its name or not at all, however many workers try.
 *
 * <p>A runner starts a step again when it thinks a worker dead, which may yet be writing. On an
 * object store a file appears when it is closed. On a disk every attempt has a file of its own,
 * outside of what {@link OutputDirectory} publishes, and takes the name in one step when it is
 * complete; the bytes follow from the elements, so that it does not matter which attempt is last.
 */
public final class WholeFile {
  private static final String ATTEMPTS = ".attempts";

  private WholeFile() {}

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of them; the channel is closed by the caller. */
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /** Writes a file, replacing one of the same name. */
  public static void write(String path, String mimeType, Content content) throws IOException {
    ResourceId file = FileSystems.matchNewResource(path, false);
    if (!file.getScheme().equals("file")) {
      fill(path, mimeType, content);
      return;
    }
    Path target = Path.of(file.toString()).toAbsolutePath();
    Path attempt = attempts(target).resolve(UUID.randomUUID().toString());
    fill(attempt.toString(), mimeType, content);
    OutputFile.makeFolder(target.getParent());
    Files.move(attempt, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes a file of these bytes, replacing one of the same name. */
  public static void write(String path, String mimeType, byte[] content) throws IOException {
    write(
        path,
        mimeType,
        channel -> {
          ByteBuffer bytes = ByteBuffer.wrap(content);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  private static void fill(String file, String mimeType, Content content) throws IOException {
    try (WritableByteChannel channel = OutputFile.create(file, mimeType)) {
      content.writeTo(channel);
    }
  }

  /** A folder beside the staged outputs, or beside the file when it is not staged. */
  private static Path attempts(Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      Path name = folder.getFileName();
      if (name != null && name.toString().startsWith(OutputDirectory.STAGING)) {
        return folder.resolve(ATTEMPTS);
      }
    }
    return file.resolveSibling(ATTEMPTS);
  }
}
