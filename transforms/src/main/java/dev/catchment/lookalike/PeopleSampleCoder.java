package dev.catchment.lookalike;

import dev.catchment.lookalike.PeopleSample.Entry;
import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link PeopleSample}: limit; then for the seeds and for the others the number of
 * people, the number of those kept and of values of each (all variable-length integers), the ranks
 * and the values by rank (eight bytes each).
 */
final class PeopleSampleCoder extends AtomicCoder<PeopleSample> {
  private static final long serialVersionUID = 1;

  @Override
  public void encode(PeopleSample sample, OutputStream out) throws IOException {
    Wire.writeVarint(sample.limit(), out);
    encode(sample, true, out);
    encode(sample, false, out);
  }

  private static void encode(PeopleSample sample, boolean seed, OutputStream out)
      throws IOException {
    Entry[] entries = sample.entries(seed);
    int width = entries.length == 0 ? 0 : entries[0].values().length;
    long[] ranks = new long[entries.length];
    double[] values = new double[Math.multiplyExact(entries.length, width)];
    for (int row = 0; row < entries.length; row++) {
      ranks[row] = entries[row].rank();
      System.arraycopy(entries[row].values(), 0, values, row * width, width);
    }
    Wire.writeVarint(sample.people(seed), out);
    Wire.writeVarint(entries.length, out);
    Wire.writeVarint(width, out);
    Doubles.write(ranks, out);
    Doubles.write(values, out);
  }

  @Override
  public PeopleSample decode(InputStream in) throws IOException {
    PeopleSample sample = new PeopleSample(Wire.readLength(in));
    decode(sample, true, in);
    decode(sample, false, in);
    return sample;
  }

  private static void decode(PeopleSample sample, boolean seed, InputStream in) throws IOException {
    long people = Wire.readVarint(in);
    Entry[] entries = new Entry[Wire.readLength(in)];
    int width = Wire.readLength(in);
    long[] ranks = Doubles.readLongs(entries.length, in);
    double[] values = Doubles.read(Math.multiplyExact(entries.length, width), in);
    for (int row = 0; row < entries.length; row++) {
      entries[row] =
          new Entry(ranks[row], Arrays.copyOfRange(values, row * width, (row + 1) * width));
    }
    sample.put(seed, people, entries);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
