package dev.catchment.pipelines.stream;

import com.google.common.hash.Hashing;
import dev.catchment.account.MeasureLatency;
import dev.catchment.model.Nearest;
import dev.catchment.model.Outgoing;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.write.FolderSink;
import dev.catchment.write.KafkaSink;
import dev.catchment.write.MessageSink;
import dev.catchment.write.TopicAddress;
import dev.catchment.write.WriteMessages;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes messages where an address says: each once, as far as the place can. A topic of Kafka is
 * {@code kafka://HOST:PORT/TOPIC}; an address without one of the {@link #SCHEMES} is a directory
 * for files of JSON lines.
 */
public final class Destination extends PTransform<PCollection<Outgoing>, PDone> {
  private static final long serialVersionUID = 1;

  /** What makes the sink of an address and a file of settings, by the scheme of the address. */
  private static final Map<String, BiFunction<String, String, MessageSink>> SCHEMES =
      new TreeMap<>(
          Map.of("kafka", (address, settings) -> KafkaSink.to(TopicAddress.of(address, settings))));

  private final String address;
  private final MessageSink sink;
  private final boolean isMeasured;

  private Destination(String address, MessageSink sink, boolean isMeasured) {
    this.address = address;
    this.sink = sink;
    this.isMeasured = isMeasured;
  }

  /** The destination of an address, without settings. */
  public static Destination of(String address) {
    return of(address, "");
  }

  /**
   * The destination of an address.
   *
   * @param settings a Java properties file with settings of the clients that write, or empty
   * @throws UsageException when it is no address
   */
  public static Destination of(String address, String settings) {
    String scheme = address.contains("://") ? address.substring(0, address.indexOf("://")) : "";
    BiFunction<String, String, MessageSink> maker = SCHEMES.get(scheme);
    try {
      return new Destination(
          address, maker == null ? folder(scheme, address) : maker.apply(address, settings), true);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(wrong.getMessage(), wrong);
    }
  }

  private static MessageSink folder(String scheme, String address) {
    if (scheme.isEmpty() || isFileSystem(address)) {
      return FolderSink.at(address);
    }
    throw new UsageException(
        "%s: nothing is known of %s://%s; write %s://…, or a directory"
            .formatted(
                address,
                scheme,
                Nearest.hint(scheme, SCHEMES.keySet()),
                String.join("://…, ", SCHEMES.keySet())));
  }

  private static boolean isFileSystem(String address) {
    try {
      org.apache.beam.sdk.io.FileSystems.matchNewResource(address, true);
      return true;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  /** The same where it does not matter how long messages take. */
  public Destination unmeasured() {
    return new Destination(address, sink, false);
  }

  /** What is written to, for lineage. */
  public Dataset dataset() {
    return sink instanceof FolderSink
        ? Dataset.ofPath(address)
        : new Dataset(
            address.replaceFirst("(://[^/,]*)[^/]*/.*", "$1"),
            address.replaceFirst("[^:]*://[^/]*/", ""));
  }

  @Override
  public PDone expand(PCollection<Outgoing> messages) {
    PCollection<Long> written = messages.apply("Send", WriteMessages.to(sink, line(messages)));
    if (isMeasured) {
      written.apply("Latency", MeasureLatency.since(cause -> cause));
    }
    return PDone.in(messages.getPipeline());
  }

  /** The name of the numbers: of the run, and of what is written where. */
  private String line(PCollection<Outgoing> messages) {
    String run = messages.getPipeline().getOptions().as(LineOptions.class).getLine();
    return run
        + "-"
        + Hashing.murmur3_32_fixed()
            .hashString(messages.getName() + " " + address, StandardCharsets.UTF_8);
  }
}
