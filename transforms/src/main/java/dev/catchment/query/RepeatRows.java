package dev.catchment.query;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Puts out rows of an intersection or difference as often as they are in it. */
final class RepeatRows extends Step {
  private final boolean intersect;
  private final boolean all;

  /** The input has the rows and, after them, how often each of the sides has one. */
  RepeatRows(RowType type, boolean intersect, boolean all, Step input) {
    super(type, Flow.BOUNDED, input);
    this.intersect = intersect;
    this.all = all;
  }

  @Override
  String describe() {
    return (intersect ? "Intersect" : "Except") + (all ? " all" : "");
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    return of.get(0)
        .apply(wiring.name("Repeat"), ParDo.of(new Repeat(type(), intersect, all)))
        .setCoder(RowBlockCoder.of(type()));
  }

  private static final class Repeat extends DoFn<RowBlock, RowBlock> {
    private static final long serialVersionUID = 1;

    private final RowType type;
    private final boolean intersect;
    private final boolean all;

    Repeat(RowType type, boolean intersect, boolean all) {
      this.type = type;
      this.intersect = intersect;
      this.all = all;
    }

    @ProcessElement
    public void repeat(@Element RowBlock block, OutputReceiver<RowBlock> out) {
      int[] slots = IntStream.range(0, type.size()).toArray();
      RowBlock rows = block.select(type, slots);
      RowBlock.Builder builder = RowBlock.builder(type);
      for (int row = 0; row < block.rows(); row++) {
        for (long left = times(block, row); left > 0; left--) {
          builder.copy(rows, row, 0);
          builder.endRow(out::output);
        }
      }
      builder.finish(out::output);
    }

    private long times(RowBlock block, int row) {
      long times = block.longAt(type.size(), row);
      for (int side = type.size() + 1; side < block.type().size(); side++) {
        long other = block.longAt(side, row);
        times = intersect ? Math.min(times, other) : all ? times - other : other > 0 ? 0 : times;
      }
      return all ? times : Math.min(1, times);
    }
  }
}
