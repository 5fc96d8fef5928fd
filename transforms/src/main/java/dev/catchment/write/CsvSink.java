package dev.catchment.write;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.io.FileIO;

/** Writes rows as CSV of RFC 4180 in UTF-8 with LF; null is an empty cell. */
final class CsvSink implements FileIO.Sink<List<String>> {
  private static final long serialVersionUID = 1;

  private transient CsvWriter writer;

  @Override
  public void open(WritableByteChannel channel) {
    writer =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }

  @Override
  public void write(List<String> cells) {
    writer.writeRecord(cells);
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }
}
