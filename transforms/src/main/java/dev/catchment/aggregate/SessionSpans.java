package dev.catchment.aggregate;

import com.google.common.primitives.Longs;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * The sessions of times, in their order: an event that comes the gap or more after the one before
 * it starts a new one, as in {@link CountSessions}. Of each session three numbers: the time of the
 * first and of the last event, and how many there are; 24 bytes a session.
 */
final class SessionSpans extends CombineFn<Long, long[], List<Long>> {
  private static final long serialVersionUID = 1;

  /** How many numbers a session has. */
  static final int WIDTH = 3;

  private final long gap;

  /** Sessions with a gap in milliseconds. */
  SessionSpans(long gap) {
    this.gap = gap;
  }

  @Override
  public long[] createAccumulator() {
    return new long[0];
  }

  @Override
  public long[] addInput(long[] sessions, Long time) {
    int last = sessions.length - WIDTH;
    if (last >= 0 && time >= sessions[last] && time - sessions[last + 1] < gap) {
      sessions[last + 1] = Math.max(sessions[last + 1], time);
      sessions[last + 2]++;
      return sessions;
    }
    return merge(sessions, new long[] {time, time, 1});
  }

  @Override
  public long[] mergeAccumulators(Iterable<long[]> accumulators) {
    long[] merged = createAccumulator();
    for (long[] sessions : accumulators) {
      merged = merge(merged, sessions);
    }
    return merged;
  }

  private long[] merge(long[] sessions, long[] other) {
    long[] merged = new long[sessions.length + other.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < sessions.length || theirs < other.length) {
      boolean isMine =
          theirs == other.length || (mine < sessions.length && sessions[mine] <= other[theirs]);
      long[] from = isMine ? sessions : other;
      int at = isMine ? mine : theirs;
      if (size > 0 && from[at] - merged[size - 2] < gap) {
        merged[size - 2] = Math.max(merged[size - 2], from[at + 1]);
        merged[size - 1] += from[at + 2];
      } else {
        System.arraycopy(from, at, merged, size, WIDTH);
        size += WIDTH;
      }
      mine += isMine ? WIDTH : 0;
      theirs += isMine ? 0 : WIDTH;
    }
    return Arrays.copyOf(merged, size);
  }

  @Override
  public List<Long> extractOutput(long[] sessions) {
    return Longs.asList(sessions.clone());
  }

  @Override
  public Coder<long[]> getAccumulatorCoder(CoderRegistry registry, Coder<Long> input) {
    return new SpansCoder();
  }

  @Override
  public Coder<List<Long>> getDefaultOutputCoder(CoderRegistry registry, Coder<Long> input) {
    return ListCoder.of(VarLongCoder.of());
  }

  /** Each number of a session less the one of the session before; see docs/formats/coders.md. */
  static final class SpansCoder extends CustomCoder<long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(long[] sessions, OutputStream out) throws IOException {
      Wire.writeVarint(sessions.length / WIDTH, out);
      long before = 0;
      for (int at = 0; at < sessions.length; at += WIDTH) {
        Wire.writeSigned(sessions[at] - before, out);
        Wire.writeSigned(sessions[at + 1] - sessions[at], out);
        Wire.writeSigned(sessions[at + 2], out);
        before = sessions[at + 1];
      }
    }

    @Override
    public long[] decode(InputStream in) throws IOException {
      long[] sessions = new long[WIDTH * Wire.readLength(in)];
      long before = 0;
      for (int at = 0; at < sessions.length; at += WIDTH) {
        sessions[at] = before + Wire.readSigned(in);
        sessions[at + 1] = sessions[at] + Wire.readSigned(in);
        sessions[at + 2] = Wire.readSigned(in);
        before = sessions[at + 1];
      }
      return sessions;
    }
  }
}
