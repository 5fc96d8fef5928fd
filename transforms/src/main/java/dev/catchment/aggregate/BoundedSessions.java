package dev.catchment.aggregate;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * The number of sessions as {@link CountSessions}, of which the newest {@value #MOST_OPEN} are held
 * and the others are a number, so that a person who comes for years takes no more than 16 KB.
 *
 * <p>An event older than those held counts as a session of its own, even where it belongs to one
 * that has become a number.
 */
final class BoundedSessions extends Aggregation<BoundedSessions.Sessions> {
  /** The number of sessions that events may still join. */
  static final int MOST_OPEN = 1_000;

  private static final long serialVersionUID = 1;

  private final CountSessions open;

  /** Counts sessions with a gap in milliseconds. */
  BoundedSessions(CountSessions sessions) {
    this.open = sessions;
  }

  /** Sessions: how many are a number only, and first and last time of each of the others. */
  static final class Sessions {
    private final long closed;
    private final long[] open;

    Sessions(long closed, long... open) {
      this.closed = closed;
      this.open = open;
    }
  }

  @Override
  public Sessions createAccumulator() {
    return new Sessions(0, open.createAccumulator());
  }

  @Override
  public Sessions addInput(Sessions sessions, Observation observation) {
    return bounded(sessions.closed, open.addInput(sessions.open, observation));
  }

  @Override
  Sessions merge(Sessions sessions, Sessions other) {
    return bounded(sessions.closed + other.closed, open.merge(sessions.open, other.open));
  }

  private static Sessions bounded(long closed, long[] open) {
    int excess = Math.max(0, open.length / 2 - MOST_OPEN);
    return new Sessions(
        closed + excess, excess == 0 ? open : Arrays.copyOfRange(open, 2 * excess, open.length));
  }

  @Override
  public Object extractOutput(Sessions sessions) {
    return sessions.closed + (Long) open.extractOutput(sessions.open);
  }

  @Override
  long mostBytes() {
    return 10 + 3 + 12 * MOST_OPEN;
  }

  @Override
  Coder<Sessions> coder() {
    return new SessionsCoder(open.coder());
  }

  private static final class SessionsCoder extends CustomCoder<Sessions> {
    private static final long serialVersionUID = 1;

    private final Coder<long[]> open;

    SessionsCoder(Coder<long[]> open) {
      this.open = open;
    }

    @Override
    public void encode(Sessions sessions, OutputStream out) throws IOException {
      Wire.writeVarint(sessions.closed, out);
      open.encode(sessions.open, out);
    }

    @Override
    public Sessions decode(InputStream in) throws IOException {
      return new Sessions(Wire.readVarint(in), open.decode(in));
    }
  }
}
