package dev.catchment.write;

import dev.catchment.model.Parcel;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.joda.time.Duration;

/**
 * A place that messages leave for. Parcels come to it again after a failure, the same under the
 * same number, and it sees to it that they are there once.
 */
public interface MessageSink extends Serializable {
  /** How long messages may wait for others to leave with; zero where each leaves at once. */
  Duration patience();

  /**
   * How many bytes key and contents of a message may have together; a place may have to be asked.
   *
   * @throws IOException when the place does not answer
   */
  int mostBytes() throws IOException;

  /** A writer on a worker; nothing is connected yet. */
  Writer open();

  /** Writes parcels; not thread-safe. */
  interface Writer extends AutoCloseable {
    /**
     * Writes parcels of one shard of one line, in the order of their numbers, but for those that
     * are there already. When it returns all of them are there, and for good.
     *
     * @throws IOException when the place cannot be reached for long; some may be there then
     */
    void write(List<Parcel> parcels) throws IOException;

    @Override
    void close();
  }
}
