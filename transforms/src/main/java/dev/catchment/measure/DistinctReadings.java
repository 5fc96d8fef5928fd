package dev.catchment.measure;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * The number of distinct values by a HyperLogLog sketch (Apache DataSketches) of 2^{@value #LOG_K}
 * registers: exact for a few hundred values, then with a standard error of 1.6 %. Missing values
 * are left out. 40 bytes for a few values, 4 KB at most.
 *
 * <p>The composite estimate is taken, which depends on the values alone and not on their order, as
 * the slightly better one of a sketch that was never merged does.
 */
final class DistinctReadings extends Measure<HllSketch[]> {
  static final int LOG_K = 12;

  private static final long serialVersionUID = 1;

  @Override
  public HllSketch[] createAccumulator() {
    return new HllSketch[] {new HllSketch(LOG_K, TgtHllType.HLL_8)};
  }

  @Override
  public HllSketch[] addInput(HllSketch[] sketch, Reading reading) {
    Object value = reading.value();
    if (value instanceof Long number) {
      sketch[0].update(number);
    } else if (value instanceof Double number) {
      sketch[0].update(number);
    } else if (value != null) {
      // The sketch ignores an empty text: the leading character makes it count.
      sketch[0].update(("=" + value).getBytes(StandardCharsets.UTF_8));
    }
    return sketch;
  }

  @Override
  HllSketch[] merge(HllSketch[] sketch, HllSketch[] other) {
    Union union = new Union(LOG_K);
    union.update(sketch[0]);
    union.update(other[0]);
    return new HllSketch[] {union.getResult(TgtHllType.HLL_8)};
  }

  @Override
  public Double extractOutput(HllSketch[] sketch) {
    return (double) Math.round(sketch[0].getCompositeEstimate());
  }

  @Override
  Coder<HllSketch[]> coder() {
    return new SketchCoder();
  }

  private static final class SketchCoder extends CustomCoder<HllSketch[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(HllSketch[] sketch, OutputStream out) throws IOException {
      byte[] bytes = sketch[0].toCompactByteArray();
      Wire.writeVarint(bytes.length, out);
      out.write(bytes);
    }

    @Override
    public HllSketch[] decode(InputStream in) throws IOException {
      byte[] bytes = new byte[Wire.readLength(in)];
      Wire.readFully(bytes, in);
      return new HllSketch[] {HllSketch.heapify(bytes)};
    }
  }
}
