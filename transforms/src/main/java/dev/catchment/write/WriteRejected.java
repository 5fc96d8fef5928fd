package dev.catchment.write;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.catchment.model.Rejected;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes rejected records as JSON lines {@code part-00000-of-00004.jsonl} and so on, each sorted by
 * file and line; a part without records has no file.
 *
 * <p>A worker holds the records of one file in memory.
 */
public final class WriteRejected
    extends PTransform<PCollection<Rejected>, WriteFilesResult<String>> {
  private static final long serialVersionUID = 1;
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Comparator<Rejected> ORDER =
      Comparator.comparing(Rejected::position)
          .thenComparing(Rejected::source)
          .thenComparing(WriteRejected::json);

  private final String directory;
  private final int shards;

  private WriteRejected(String directory, int shards) {
    this.directory = directory;
    this.shards = shards;
  }

  /** Writes into a directory. */
  public static WriteRejected to(String directory) {
    return new WriteRejected(directory, 4);
  }

  /** The greatest number of files, at least 1; the default is 4. */
  public WriteRejected withShards(int files) {
    checkArgument(files >= 1, "shards is %s, not at least 1", files);
    return new WriteRejected(directory, files);
  }

  @Override
  public WriteFilesResult<String> expand(PCollection<Rejected> input) {
    int files = shards;
    return input.apply(
        new SortedFiles<>(
            directory,
            rejected ->
                "part-%05d-of-%05d.jsonl"
                    .formatted(SortedFiles.shard(rejected.position().toString(), files), files),
            new SortedSink<>(WriteRejected::compare, WriteRejected::json, TextIO.sink())));
  }

  private static int compare(Rejected left, Rejected right) {
    return ORDER.compare(left, right);
  }

  /** A rejected record as one line of JSON; the time is ISO-8601 in UTC. */
  static String json(Rejected rejected) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("stage", rejected.stage());
      json.writeStringField("reason", rejected.reason());
      json.writeStringField("message", rejected.message());
      json.writeStringField("field", rejected.field());
      json.writeStringField("source", rejected.source());
      json.writeStringField("file", rejected.position().file());
      json.writeNumberField("line", rejected.position().line());
      json.writeStringField("payload", rejected.payload());
      json.writeStringField("time", Instant.ofEpochMilli(rejected.time()).toString());
      json.writeNumberField("attempt", rejected.attempt());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.toString();
  }
}
