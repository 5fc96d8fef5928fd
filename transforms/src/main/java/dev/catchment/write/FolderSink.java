package dev.catchment.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.model.Outgoing;
import dev.catchment.model.Parcel;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.util.MimeTypes;
import org.joda.time.Duration;

/**
 * Writes messages into a folder, a file of JSON lines for what gathers in a shard within some
 * seconds, named by the numbers of {@link Parcel}. A file appears whole or not at all; written
 * again, it is the same file.
 */
public final class FolderSink implements MessageSink {
  private static final long serialVersionUID = 1;

  /** How long messages gather. */
  private static final Duration PATIENCE = Duration.standardSeconds(10);

  private final String folder;
  private final Duration patience;

  private FolderSink(String folder, Duration patience) {
    this.folder = folder;
    this.patience = patience;
  }

  /** Writes into a folder on any Beam file system, which is made if it does not exist. */
  public static FolderSink at(String folder) {
    return new FolderSink(folder.replaceFirst("/+$", ""), PATIENCE);
  }

  FolderSink withPatience(Duration wait) {
    return new FolderSink(folder, wait);
  }

  @Override
  public Duration patience() {
    return patience;
  }

  @Override
  public int mostBytes() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Writer open() {
    return new FolderWriter(folder);
  }

  private record FolderWriter(String folder) implements Writer {
    @Override
    public void write(List<Parcel> parcels) throws IOException {
      for (Parcel parcel : parcels) {
        WholeFile.write(
            "%s/part-%s-%02d-%09d.jsonl"
                .formatted(folder, parcel.line(), parcel.shard(), parcel.number()),
            MimeTypes.TEXT,
            lines(parcel).getBytes(UTF_8));
      }
    }

    private static String lines(Parcel parcel) {
      StringBuilder lines = new StringBuilder();
      for (Outgoing message : parcel.messages()) {
        lines.append(message.json()).append('\n');
      }
      return lines.toString();
    }

    @Override
    public void close() {}
  }
}
