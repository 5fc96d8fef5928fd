package dev.catchment.lookalike;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.shuffle.GroupByShard;
import dev.catchment.shuffle.ShardedCombine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.ApproximateQuantiles;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Keeps exactly the people of the highest scores, as many as a {@link Reach} says, in no order.
 *
 * <p>The people are cut at approximate quantiles into {@value #PARTS} parts in their order, the
 * parts are counted, and only the part in which the last place falls is sorted. Where the cuts fall
 * does not show in the output. Memory: one worker holds that part, about two thousandths of the
 * people.
 */
public final class TakeBest extends PTransform<PCollection<Scored>, PCollection<Scored>> {
  private static final long serialVersionUID = 1;
  private static final int PARTS = 1000;
  private static final TupleTag<Scored> ABOVE = new TupleTag<>("above") {};
  private static final TupleTag<Scored> LAST = new TupleTag<>("last") {};

  private final Reach reach;
  private final int parts;

  private TakeBest(Reach reach, int parts) {
    this.reach = reach;
    this.parts = parts;
  }

  /** Keeps as many as a reach says of all who come in. */
  public static TakeBest of(Reach reach) {
    return new TakeBest(reach, PARTS);
  }

  /** The number of parts, at least 1. */
  TakeBest withParts(int number) {
    checkArgument(number >= 1, "parts=%s, must be at least 1", number);
    return new TakeBest(reach, number);
  }

  @Override
  public PCollection<Scored> expand(PCollection<Scored> people) {
    if (reach.isEverybody()) {
      return people;
    }
    PCollectionView<List<Scored>> cuts =
        people
            .apply("Cuts", ApproximateQuantiles.globally(parts + 1))
            .apply("View cuts", View.asSingleton());
    PCollectionView<Iterable<KV<Integer, Long>>> counts =
        people
            .apply("Count parts", ParDo.of(new CountFn(cuts)).withSideInputs(cuts))
            .setCoder(KvCoder.of(VarIntCoder.of(), VarLongCoder.of()))
            .apply("Sum", ShardedCombine.<Integer, Long, Long>perKey(Sum.ofLongs()).withShards(1))
            .setCoder(KvCoder.of(VarIntCoder.of(), VarLongCoder.of()))
            .apply("View counts", View.asIterable());
    PCollectionTuple chosen =
        people.apply(
            "Choose",
            ParDo.of(new ChooseFn(reach, cuts, counts))
                .withSideInputs(cuts, counts)
                .withOutputTags(ABOVE, TupleTagList.of(LAST)));
    PCollection<Scored> last =
        chosen
            .get(LAST)
            .setCoder(ScoredCoder.of())
            .apply("Last part", GroupByShard.by(person -> 0))
            .apply("Fill up", ParDo.of(new FillFn(reach, counts)).withSideInputs(counts))
            .setCoder(ScoredCoder.of());
    return PCollectionList.of(chosen.get(ABOVE).setCoder(ScoredCoder.of()))
        .and(last)
        .apply("Best", Flatten.pCollections());
  }

  private static int part(Scored person, List<Scored> cuts) {
    List<Scored> inner = cuts.subList(1, cuts.size() - 1);
    int found = Collections.binarySearch(inner, person);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The part in which the last place falls, and how many places are left in it. */
  private record Border(int part, long places) {
    static Border of(Reach reach, Iterable<KV<Integer, Long>> counts) {
      List<KV<Integer, Long>> sorted = new ArrayList<>();
      counts.forEach(sorted::add);
      sorted.sort((left, right) -> left.getKey() - right.getKey());
      long left = reach.people(sorted.stream().mapToLong(KV::getValue).sum());
      for (KV<Integer, Long> part : sorted) {
        if (left <= part.getValue()) {
          return new Border(part.getKey(), left);
        }
        left -= part.getValue();
      }
      throw new IllegalStateException("more places than people");
    }
  }

  private static final class CountFn extends DoFn<Scored, KV<Integer, Long>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<List<Scored>> view;
    private transient List<Scored> cuts;
    private transient Map<Integer, Long> counts;

    CountFn(PCollectionView<List<Scored>> view) {
      this.view = view;
    }

    @StartBundle
    public void start() {
      cuts = null;
      counts = new HashMap<>();
    }

    @ProcessElement
    public void count(ProcessContext context) {
      if (cuts == null) {
        cuts = context.sideInput(view);
      }
      counts.merge(part(context.element(), cuts), 1L, Long::sum);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      counts.forEach(
          (part, count) ->
              context.output(
                  KV.of(part, count), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
    }
  }

  private static final class ChooseFn extends DoFn<Scored, Scored> {
    private static final long serialVersionUID = 1;

    private final Reach reach;
    private final PCollectionView<List<Scored>> cutsView;
    private final PCollectionView<Iterable<KV<Integer, Long>>> counts;
    private transient List<Scored> cuts;
    private transient Border border;

    ChooseFn(
        Reach reach,
        PCollectionView<List<Scored>> cuts,
        PCollectionView<Iterable<KV<Integer, Long>>> counts) {
      this.reach = reach;
      this.cutsView = cuts;
      this.counts = counts;
    }

    @StartBundle
    public void start() {
      border = null;
    }

    @ProcessElement
    public void choose(ProcessContext context) {
      if (border == null) {
        border = Border.of(reach, context.sideInput(counts));
        cuts = context.sideInput(cutsView);
      }
      int part = part(context.element(), cuts);
      if (part < border.part) {
        context.output(context.element());
      } else if (part == border.part) {
        context.output(LAST, context.element());
      }
    }
  }

  private static final class FillFn extends DoFn<KV<Integer, List<Scored>>, Scored> {
    private static final long serialVersionUID = 1;

    private final Reach reach;
    private final PCollectionView<Iterable<KV<Integer, Long>>> counts;

    FillFn(Reach reach, PCollectionView<Iterable<KV<Integer, Long>>> counts) {
      this.reach = reach;
      this.counts = counts;
    }

    @ProcessElement
    public void fill(ProcessContext context) {
      context.element().getValue().stream()
          .sorted()
          .limit(Border.of(reach, context.sideInput(counts)).places)
          .forEach(context::output);
    }
  }
}
