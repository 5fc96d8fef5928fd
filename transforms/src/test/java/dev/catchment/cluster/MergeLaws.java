package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.CoderUtils;

/** The laws of the mergeable summaries and of the CombineFn that merges them. */
final class MergeLaws {
  private MergeLaws() {}

  /** Checks that rows give the same summary in whatever order and parts they are added. */
  static <A extends Mergeable<A>, T> void check(
      MergeFn.Empty<A> empty, BiConsumer<A, T> add, List<T> rows, Coder<A> coder) throws Exception {
    MergeFn<A> fn = MergeFn.of(empty, coder);
    Random random = new Random(7);
    A whole = summary(empty, add, rows);
    for (int round = 0; round < 20; round++) {
      List<T> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, random);
      int first = random.nextInt(rows.size());
      int second = first + random.nextInt(rows.size() - first);
      A a = summary(empty, add, shuffled.subList(0, first));
      A b = summary(empty, add, shuffled.subList(first, second));
      A c = summary(empty, add, shuffled.subList(second, rows.size()));
      assertEquals("any parts", whole, fn.mergeAccumulators(List.of(a, b, c)));
      assertEquals("commutative", whole, fn.mergeAccumulators(List.of(c, a, b)));
      A left = fn.mergeAccumulators(List.of(a, b));
      A right = fn.mergeAccumulators(List.of(b, c));
      assertEquals("associative", fn.mergeAccumulators(List.of(left, c)), whole);
      assertEquals("associative", fn.mergeAccumulators(List.of(a, right)), whole);
      assertEquals("identity", a, fn.mergeAccumulators(List.of(fn.createAccumulator(), a)));
      assertEquals("coder", left, CoderUtils.clone(coder, left));
      A extracted = fn.extractOutput(left);
      A before = CoderUtils.clone(coder, extracted);
      A merged = fn.addInput(left, c);
      assertEquals("added", whole, merged);
      assertEquals("extracted is apart", before, extracted);
    }
  }

  private static <A, T> A summary(MergeFn.Empty<A> empty, BiConsumer<A, T> add, List<T> rows) {
    A summary = empty.get();
    rows.forEach(row -> add.accept(summary, row));
    return summary;
  }
}
