package dev.catchment.query;

import dev.catchment.model.ByteSink;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * About how many values differ, by HLL sketches (Apache DataSketches) of 2^12 registers, of one
 * byte each.
 */
final class DistinctStates extends States {
  private static final int REGISTERS = 12;

  private final AggregateFunction function;
  private final KeyColumns argument;
  private final ByteSink bytes = new ByteSink();
  private HllSketch[] sketches = new HllSketch[0];

  DistinctStates(AggregateFunction function) {
    this.function = function;
    this.argument =
        KeyColumns.of(
            new RowType(
                IntStream.rangeClosed(0, function.argument())
                    .mapToObj(index -> new RowType.Column("c" + index, function.from()))
                    .toList()),
            function.argument());
  }

  @Override
  void grow(int groups) {
    if (groups > sketches.length) {
      sketches = Arrays.copyOf(sketches, roomFor(groups, sketches.length));
    }
  }

  @Override
  void add(RowBlock block, int row, int group) {
    if (block.isMissing(function.argument(), row)) {
      return;
    }
    bytes.clear();
    argument.write(block, row, bytes);
    sketch(group).update(Arrays.copyOf(bytes.array(), bytes.size()));
  }

  private HllSketch sketch(int group) {
    if (sketches[group] == null) {
      sketches[group] = new HllSketch(REGISTERS, TgtHllType.HLL_8);
    }
    return sketches[group];
  }

  @Override
  void write(int group, OutputStream out) throws IOException {
    byte[] sketch = sketches[group] == null ? new byte[0] : sketches[group].toCompactByteArray();
    Wire.writeVarint(sketch.length, out);
    out.write(sketch);
  }

  @Override
  void merge(int group, InputStream in) throws IOException {
    byte[] sketch = new byte[Wire.readLength(in)];
    Wire.readFully(sketch, in);
    if (sketch.length > 0) {
      Union union = new Union(REGISTERS);
      union.update(HllSketch.heapify(sketch));
      if (sketches[group] != null) {
        union.update(sketches[group]);
      }
      sketches[group] = union.getResult(TgtHllType.HLL_8);
    }
  }

  @Override
  Object result(int group) {
    return sketches[group] == null
        ? (Object) 0L
        : Math.round(sketches[group].getCompositeEstimate());
  }
}
