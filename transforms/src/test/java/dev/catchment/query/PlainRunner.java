package dev.catchment.query;

import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFnTester;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Runs a bounded pipeline of few kinds of transforms in the global window, step by step in this
 * thread. The Direct runner takes some milliseconds for every bundle of every step; of hundreds of
 * queries that is minutes.
 */
@SuppressWarnings({"deprecation", "try"})
final class PlainRunner extends Pipeline.PipelineVisitor.Defaults {
  private final Map<PValue, List<Object>> values = new HashMap<>();

  private PlainRunner() {}

  /** What is in each collection. */
  static PlainRunner run(Pipeline pipeline) {
    PlainRunner run = new PlainRunner();
    pipeline.traverseTopologically(run);
    return run;
  }

  @SuppressWarnings("unchecked")
  <T> List<T> of(PCollection<T> collection) {
    return (List<T>) values.get(collection);
  }

  @Override
  public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
    if (node.getTransform() instanceof Create.Values<?> create) {
      put(node, Lists.newArrayList(create.getElements()));
      return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
    }
    if (node.getTransform() instanceof View.AsIterable<?>) {
      put(node, input(node));
      return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
    }
    return CompositeBehavior.ENTER_TRANSFORM;
  }

  @Override
  public void visitPrimitiveTransform(TransformHierarchy.Node node) {
    PTransform<?, ?> transform = node.getTransform();
    if (transform instanceof ParDo.MultiOutput<?, ?> parDo) {
      try {
        apply(node, parDo);
      } catch (Exception e) {
        throw new IllegalStateException(node.getFullName(), e);
      }
    } else if (transform instanceof GroupByKey<?, ?>) {
      Map<Object, List<Object>> groups = new LinkedHashMap<>();
      for (Object element : input(node)) {
        KV<?, ?> pair = (KV<?, ?>) element;
        groups.computeIfAbsent(pair.getKey(), unused -> new ArrayList<>()).add(pair.getValue());
      }
      List<Object> grouped = new ArrayList<>();
      groups.forEach((key, group) -> grouped.add(KV.of(key, group)));
      put(node, grouped);
    } else if (transform instanceof Flatten.PCollections<?>) {
      List<Object> all = new ArrayList<>();
      node.getInputs().values().forEach(input -> all.addAll(values.get(input)));
      put(node, all);
    } else {
      throw new IllegalStateException("no way to run " + node.getFullName());
    }
  }

  private List<Object> input(TransformHierarchy.Node node) {
    return values.get(Iterables.getOnlyElement(node.getInputs().values()));
  }

  private void put(TransformHierarchy.Node node, List<?> elements) {
    node.getOutputs().values().forEach(output -> values.put(output, new ArrayList<>(elements)));
  }

  private <A, B> void apply(TransformHierarchy.Node node, ParDo.MultiOutput<A, B> parDo)
      throws Exception {
    try (DoFnTester<A, B> tester = DoFnTester.of(parDo.getFn())) {
      List<PValue> sides = new ArrayList<>();
      for (PCollectionView<?> view : parDo.getSideInputs().values()) {
        sides.add(view.getPCollection());
        side(tester, view);
      }
      List<Object> elements = new ArrayList<>();
      node.getInputs()
          .values()
          .forEach(
              input -> {
                if (!sides.contains(input)) {
                  elements.addAll(values.get(input));
                }
              });
      // Two bundles, so that what they leave is merged.
      int half = elements.size() / 2;
      process(tester, elements.subList(0, half));
      process(tester, elements.subList(half, elements.size()));
      for (Map.Entry<TupleTag<?>, PCollection<?>> output : node.getOutputs().entrySet()) {
        List<Object> out = new ArrayList<>(tester.peekOutputElements(output.getKey()));
        if (output.getKey().equals(parDo.getMainOutputTag())) {
          out.addAll(tester.peekOutputElements());
        }
        values.put(output.getValue(), out);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private <T> void side(DoFnTester<?, ?> tester, PCollectionView<T> view) {
    List<Object> elements =
        values.containsKey(view) ? values.get(view) : values.get(view.getPCollection());
    tester.setSideInput(view, GlobalWindow.INSTANCE, (T) elements);
  }

  @SuppressWarnings("unchecked")
  private static <A> void process(DoFnTester<A, ?> tester, List<Object> elements) throws Exception {
    tester.startBundle();
    for (Object element : elements) {
      tester.processElement((A) element);
    }
    tester.finishBundle();
  }
}
