package dev.catchment.aggregate;

import com.google.common.collect.Iterables;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.datasketches.common.ResizeFactor;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.CompactSketch;
import org.apache.datasketches.theta.SetOperation;
import org.apache.datasketches.theta.Sketches;
import org.apache.datasketches.theta.Union;
import org.apache.datasketches.theta.UpdateSketch;

/**
 * The number of distinct values by a Theta sketch (Apache DataSketches) of {@value #EXACT} nominal
 * entries: exact up to {@value #EXACT} values, then an estimate with a standard error of 1.6 %, so
 * within 3.2 % in 95 of 100 cases. Missing values are left out.
 *
 * <p>Measured, a person with 10 values takes 380 bytes in a bundle and 160 in a block, one with
 * 1,000 values 17 KB and 8 KB, one with more than 4,096 values 66 KB and 35 KB. The estimate
 * depends on the smallest {@value #EXACT} + 1 hashes alone, so on no order.
 */
final class CountDistinct extends Aggregation<CountDistinct.Hashes> {
  /** The number of values that is counted exactly. */
  static final int EXACT = 4096;

  private static final long serialVersionUID = 1;

  @Override
  public Hashes createAccumulator() {
    return new Hashes(null);
  }

  @Override
  public Hashes addInput(Hashes hashes, Observation observation) {
    Object value = observation.value();
    if (value instanceof Long number) {
      hashes.recent().update(number);
    } else if (value instanceof Double number) {
      hashes.recent().update(number);
    } else if (value != null) {
      // The sketch ignores an empty text: the leading character makes it count.
      hashes.recent().update(("=" + value).getBytes(StandardCharsets.UTF_8));
    }
    return hashes;
  }

  @Override
  Hashes merge(Hashes hashes, Hashes other) {
    return new Hashes(union(hashes, other));
  }

  @Override
  public Hashes compact(Hashes hashes) {
    return new Hashes(union(hashes));
  }

  @Override
  public Object extractOutput(Hashes hashes) {
    return Math.round(union(hashes).getEstimate());
  }

  private static CompactSketch union(Hashes... all) {
    Union union = SetOperation.builder().setNominalEntries(EXACT).buildUnion();
    for (Hashes hashes : all) {
      union.union(hashes.settled);
      union.union(hashes.recent);
    }
    return union.getResult();
  }

  @Override
  Hashes mergeAll(Iterable<Hashes> all) {
    return new Hashes(union(Iterables.toArray(all, Hashes.class)));
  }

  @Override
  long mostBytes() {
    return 3 + 24 + 8L * EXACT;
  }

  @Override
  Coder<Hashes> coder() {
    return new HashesCoder();
  }

  /** What was merged, which stays as it is, and what was added since; either may be null. */
  static final class Hashes {
    private final CompactSketch settled;
    private UpdateSketch recent;

    private Hashes(CompactSketch settled) {
      this.settled = settled;
    }

    private UpdateSketch recent() {
      if (recent == null) {
        recent =
            UpdateSketch.builder()
                .setNominalEntries(EXACT)
                .setResizeFactor(ResizeFactor.X2)
                .build();
      }
      return recent;
    }
  }

  private static final class HashesCoder extends CustomCoder<Hashes> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Hashes hashes, OutputStream out) throws IOException {
      byte[] bytes = union(hashes).toByteArray();
      Wire.writeVarint(bytes.length, out);
      out.write(bytes);
    }

    @Override
    public Hashes decode(InputStream in) throws IOException {
      byte[] bytes = new byte[Wire.readLength(in)];
      Wire.readFully(bytes, in);
      return new Hashes(Sketches.heapifyCompactSketch(Memory.wrap(bytes)));
    }
  }
}
