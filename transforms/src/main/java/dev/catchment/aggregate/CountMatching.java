package dev.catchment.aggregate;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/** Counts observations and those among them that have a given value; 16 bytes. */
final class CountMatching extends Aggregation<long[]> {
  private static final long serialVersionUID = 1;
  private static final int ALL = 0;
  private static final int MATCHING = 1;

  private final Object wanted;
  private final boolean share;

  private CountMatching(Object wanted, boolean share) {
    this.wanted = wanted;
    this.share = share;
  }

  /** The number of observations. */
  static CountMatching count() {
    return new CountMatching(null, false);
  }

  /** The part of the observations that has the wanted value, 0 to 1; null without any. */
  static CountMatching share(Object wanted) {
    return new CountMatching(wanted, true);
  }

  @Override
  public long[] createAccumulator() {
    return new long[2];
  }

  @Override
  public long[] addInput(long[] counts, Observation observation) {
    counts[ALL]++;
    if (share && wanted.equals(observation.value())) {
      counts[MATCHING]++;
    }
    return counts;
  }

  @Override
  long[] merge(long[] counts, long[] other) {
    counts[ALL] += other[ALL];
    counts[MATCHING] += other[MATCHING];
    return counts;
  }

  @Override
  public Object extractOutput(long[] counts) {
    if (!share) {
      return counts[ALL];
    }
    return counts[ALL] == 0 ? null : (double) counts[MATCHING] / counts[ALL];
  }

  @Override
  long mostBytes() {
    return 2 * 10;
  }

  @Override
  Coder<long[]> coder() {
    return new CountsCoder();
  }

  private static final class CountsCoder extends CustomCoder<long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(long[] counts, OutputStream out) throws IOException {
      Wire.writeVarint(counts[ALL], out);
      Wire.writeVarint(counts[MATCHING], out);
    }

    @Override
    public long[] decode(InputStream in) throws IOException {
      return new long[] {Wire.readVarint(in), Wire.readVarint(in)};
    }

    @Override
    public void verifyDeterministic() {}
  }
}
