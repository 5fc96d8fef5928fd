package dev.catchment.query;

import dev.catchment.account.Progress;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Joins two inputs: by the hash of their keys in {@value Shards#COUNT} shards, or, where there is
 * no key or the right side is small, with the right side handed to every worker.
 *
 * <p>Memory: the right side's rows of a shard, or all of the right side.
 */
final class JoinRows extends Step {
  private final Joiner.Plan plan;
  private final boolean broadcast;
  private final String text;

  JoinRows(String text, Joiner.Plan plan, boolean broadcast, Flow flow, Step left, Step right) {
    super(plan.type(), flow, left, right);
    this.text = text;
    this.plan = plan;
    this.broadcast = broadcast;
  }

  @Override
  boolean isSmall() {
    return inputs().stream().allMatch(Step::isSmall);
  }

  @Override
  String describe() {
    return text + (broadcast ? ", right side to every worker" : "");
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    if (broadcast) {
      PCollectionView<Iterable<RowBlock>> right =
          of.get(1).apply(wiring.name("JoinView"), View.asIterable());
      return wiring.rows(
          "JoinView rows",
          of.get(0),
          ParDo.of(new WithView(plan, right)).withSideInputs(right),
          type());
    }
    int shards = plan.leftKeys().size() == 0 ? 1 : Shards.COUNT;
    PCollection<KV<Integer, byte[]>> left =
        of.get(0)
            .apply(
                wiring.name("JoinLeft"),
                ParDo.of(new Shards.Split(plan.left(), plan.leftKeys(), 0, shards)))
            .setCoder(Shards.CODER);
    PCollection<KV<Integer, byte[]>> right =
        of.get(1)
            .apply(
                wiring.name("JoinRight"),
                ParDo.of(new Shards.Split(plan.right(), plan.rightKeys(), 1, shards)))
            .setCoder(Shards.CODER);
    PCollection<KV<Integer, byte[]>> both =
        PCollectionList.of(left).and(right).apply(wiring.name("JoinBoth"), Flatten.pCollections());
    return wiring.rows("JoinShard", Shards.group(both, wiring), new OfShard(plan), type());
  }

  private static final class OfShard extends DoFn<KV<Integer, Iterable<byte[]>>, RowBlock> {
    private static final long serialVersionUID = 1;

    private final Joiner.Plan plan;

    OfShard(Joiner.Plan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void join(
        @Element KV<Integer, Iterable<byte[]>> shard, PaneInfo pane, MultiOutputReceiver out)
        throws IOException {
      if (Shards.isLate(pane)) {
        for (byte[] block : shard.getValue()) {
          RowType type = Shards.side(block) == 0 ? plan.left() : plan.right();
          Progress.add(Progress.LATE, Shards.decode(block, type).rows());
        }
        return;
      }
      Joiner joiner =
          new Joiner(
              plan,
              block -> out.get(RunQuery.ROWS).output(block),
              error -> out.get(RunQuery.ERRORS).output(error));
      for (byte[] block : shard.getValue()) {
        if (Shards.side(block) == 1) {
          joiner.hold(Shards.decode(block, plan.right()));
        }
      }
      for (byte[] block : shard.getValue()) {
        if (Shards.side(block) == 0) {
          joiner.pass(Shards.decode(block, plan.left()));
        }
      }
      joiner.finish();
    }
  }

  private static final class WithView extends DoFn<RowBlock, RowBlock> {
    private static final long serialVersionUID = 1;

    private final Joiner.Plan plan;
    private final PCollectionView<Iterable<RowBlock>> right;
    private transient Joiner joiner;
    private transient Consumer<RowBlock> rows;
    private transient Consumer<RowError> errors;

    WithView(Joiner.Plan plan, PCollectionView<Iterable<RowBlock>> right) {
      this.plan = plan;
      this.right = right;
    }

    @StartBundle
    public void startBundle() {
      joiner = null;
    }

    @ProcessElement
    public void join(ProcessContext context) {
      rows = context::output;
      errors = error -> context.output(RunQuery.ERRORS, error);
      if (joiner == null) {
        joiner = new Joiner(plan, block -> rows.accept(block), error -> errors.accept(error));
        context.sideInput(right).forEach(joiner::hold);
      }
      joiner.pass(context.element());
    }
  }
}
