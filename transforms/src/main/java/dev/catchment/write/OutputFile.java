package dev.catchment.write;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Creates files of an output on any Beam file system, with the folders above them on the local
 * disk, but never a staging folder: once {@link OutputDirectory} has taken that away, no worker
 * brings it back, whichever process it runs in. Beam's local file system would.
 */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Creates a file or empties an existing one.
   *
   * @param file its path
   * @param mimeType what an object store is told that it holds, one of {@link
   *     org.apache.beam.sdk.util.MimeTypes}
   */
  public static WritableByteChannel create(String file, String mimeType) throws IOException {
    ResourceId resource = FileSystems.matchNewResource(file, false);
    if (!resource.getScheme().equals("file")) {
      return FileSystems.create(resource, mimeType);
    }
    Path path = Path.of(resource.toString()).toAbsolutePath();
    makeFolder(path.getParent());
    return Channels.newChannel(new BufferedOutputStream(Files.newOutputStream(path)));
  }

  /** Makes a folder and those above it, one by one: each only in one that is there. */
  static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileName().toString().startsWith(OutputDirectory.STAGING)) {
      throw new NoSuchFileException(
          folder.toString(),
          null,
          "the output was discarded, or this machine does not share the disk that it lies on");
    }
    makeFolder(folder.getParent());
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }
}
