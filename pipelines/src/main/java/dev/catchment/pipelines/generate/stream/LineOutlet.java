package dev.catchment.pipelines.generate.stream;

import dev.catchment.write.OutputFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import org.apache.beam.sdk.util.MimeTypes;

/** Messages as the lines of a file. */
final class LineOutlet implements Outlet {
  private final OutputStream out;

  LineOutlet(String file) {
    try {
      out =
          new BufferedOutputStream(
              Channels.newOutputStream(OutputFile.create(file, MimeTypes.TEXT)), 1 << 16);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void send(Message message) {
    try {
      out.write(message.value());
      out.write('\n');
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
