package dev.catchment.pipelines.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file of lineage events, a line each, to which several runs may add at the same time. */
record LineageFile(Path file) implements LineageTarget {
  private FileChannel open() throws IOException {
    Files.createDirectories(file.getParent());
    return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /** Adds the line with one write, which the system does not mix with those of others. */
  @Override
  public void send(String event, int tries) throws UndeliveredException {
    ByteBuffer line = ByteBuffer.wrap((event + "\n").getBytes(UTF_8));
    try (FileChannel channel = open()) {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException failure) {
      throw new UndeliveredException(
          "%s cannot be written (%s); check its folder and the space on its disk"
              .formatted(file, WriteFault.of(failure)),
          failure);
    }
  }
}
