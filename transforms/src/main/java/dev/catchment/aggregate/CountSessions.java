package dev.catchment.aggregate;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * The number of sessions: an event that comes the gap or more after the one before it starts a new
 * one, as in Beam's session windows.
 *
 * <p>Holds the first and last time of each session, 16 bytes a session of one profile.
 */
final class CountSessions extends Aggregation<long[]> {
  private static final long serialVersionUID = 1;

  private final long gap;

  /** Counts sessions with a gap in milliseconds. */
  CountSessions(long gap) {
    this.gap = gap;
  }

  @Override
  public long[] createAccumulator() {
    return new long[0];
  }

  @Override
  public long[] addInput(long[] sessions, Observation observation) {
    long time = observation.timestamp();
    int end = sessions.length - 1;
    if (end > 0 && time >= sessions[end - 1] && time - sessions[end] < gap) {
      sessions[end] = Math.max(sessions[end], time);
      return sessions;
    }
    return merge(sessions, new long[] {time, time});
  }

  @Override
  long[] merge(long[] sessions, long[] other) {
    long[] merged = new long[sessions.length + other.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < sessions.length || theirs < other.length) {
      boolean isMine =
          theirs == other.length || (mine < sessions.length && sessions[mine] <= other[theirs]);
      long start = isMine ? sessions[mine++] : other[theirs++];
      long end = isMine ? sessions[mine++] : other[theirs++];
      if (size > 0 && start - merged[size - 1] < gap) {
        merged[size - 1] = Math.max(merged[size - 1], end);
      } else {
        merged[size++] = start;
        merged[size++] = end;
      }
    }
    return Arrays.copyOf(merged, size);
  }

  @Override
  public Object extractOutput(long[] sessions) {
    return sessions.length / 2L;
  }

  /** Without a bound: {@link BoundedSessions} has one. */
  @Override
  long mostBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  long mostBytes(long within) {
    return 3 + 12 * (within / gap + 1);
  }

  @Override
  Coder<long[]> coder() {
    return new SessionsCoder();
  }

  private static final class SessionsCoder extends CustomCoder<long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(long[] sessions, OutputStream out) throws IOException {
      Wire.writeVarint(sessions.length / 2, out);
      long before = 0;
      for (long time : sessions) {
        Wire.writeSigned(time - before, out);
        before = time;
      }
    }

    @Override
    public long[] decode(InputStream in) throws IOException {
      long[] sessions = new long[2 * Wire.readLength(in)];
      long before = 0;
      for (int index = 0; index < sessions.length; index++) {
        before += Wire.readSigned(in);
        sessions[index] = before;
      }
      return sessions;
    }
  }
}
