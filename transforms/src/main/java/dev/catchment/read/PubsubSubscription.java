package dev.catchment.read;

import dev.catchment.model.PubsubName;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A subscription of Pub/Sub and how its messages are read; immutable. Reading it needs Google's
 * libraries, which not every class path has.
 *
 * @param name the project and the name of the subscription
 * @param idAttribute the attribute by which repeated messages are told, or null for the ids that
 *     Pub/Sub gives
 * @param timestampAttribute the attribute that holds the time of a message, or null for the time at
 *     which Pub/Sub got it
 */
public record PubsubSubscription(PubsubName name, String idAttribute, String timestampAttribute)
    implements Serializable {
  /**
   * Checks that there is such a subscription and that it may be read. Throws {@link InputException}
   * with what is wrong and what would be right.
   *
   * @param options those of the job that is to read it
   */
  public void check(PipelineOptions options) {
    PubsubCheck.check(this, options);
  }

  /**
   * Some of the messages that wait, which stay for its readers. Throws {@link InputException} when
   * they cannot be read.
   *
   * @param options those of the job that looks at them
   */
  public FirstRecords first(
      String source,
      RecordFormat format,
      List<String> columns,
      int limit,
      PipelineOptions options) {
    return FirstRecords.ofMessages(
        source, position(), PubsubLook.at(this, limit, options), format, columns);
  }

  /** What a rejected message has in the place of the name of a file. */
  String position() {
    return "pubsub:" + name.project() + "/" + name.name();
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
