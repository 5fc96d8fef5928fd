package dev.catchment.runners;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.state.MultimapState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PValue;

/** What the steps of a pipeline ask of their runner beyond what every runner has. */
public final class Needs {
  private final Map<Need, String> steps;
  private final boolean isLive;
  private final boolean isStreaming;

  private Needs(Map<Need, String> steps, boolean isLive) {
    this.steps = steps;
    this.isLive = isLive;
    this.isStreaming = isLive || steps.containsKey(Need.UNBOUNDED_INPUT);
  }

  /** Looks at every step of a pipeline. */
  public static Needs of(Pipeline pipeline) {
    Visitor visitor = new Visitor();
    pipeline.traverseTopologically(visitor);
    return new Needs(visitor.steps, pipeline.getOptions().as(StreamingOptions.class).isStreaming());
  }

  /**
   * Why a runner cannot run the pipeline: a sentence for each need, with the first step that has it
   * and the runners that can serve it. That it cannot read streams at all is reason enough.
   */
  public List<String> refusalsOn(String runner) {
    if (isLive && !isAble(runner, Need.UNBOUNDED_INPUT)) {
      return List.of(
          "it is a live job, with timers and input that has no end, which %s cannot do; %s can"
              .formatted(runner, String.join(", ", Need.UNBOUNDED_INPUT.runners(true))));
    }
    if (steps.containsKey(Need.UNBOUNDED_INPUT) && !isAble(runner, Need.UNBOUNDED_INPUT)) {
      return List.of(refusal(runner, Need.UNBOUNDED_INPUT));
    }
    return steps.keySet().stream()
        .filter(need -> !isAble(runner, need))
        .map(need -> refusal(runner, need))
        .toList();
  }

  private boolean isAble(String runner, Need need) {
    return need.runners(isStreaming).contains(runner);
  }

  private String refusal(String runner, Need need) {
    return "the step %s %s, which %s cannot do in a %s job; %s can"
        .formatted(
            steps.get(need),
            need.words(),
            runner,
            isStreaming ? "streaming" : "batch",
            String.join(", ", need.runners(isStreaming)));
  }

  private static final class Visitor extends Pipeline.PipelineVisitor.Defaults {
    private final Map<Need, String> steps = new LinkedHashMap<>();

    @Override
    public void visitValue(PValue value, Node producer) {
      if (value instanceof PCollection<?> collection
          && collection.isBounded() == IsBounded.UNBOUNDED) {
        add(Need.UNBOUNDED_INPUT, producer);
      }
    }

    @Override
    public void visitPrimitiveTransform(Node node) {
      if (node.getTransform() instanceof ParDo.MultiOutput<?, ?> step) {
        visit(step.getFn(), node);
      } else if (node.getTransform() instanceof ParDo.SingleOutput<?, ?> step) {
        visit(step.getFn(), node);
      }
    }

    private void visit(DoFn<?, ?> fn, Node node) {
      DoFnSignature signature = DoFnSignatures.signatureForDoFn(fn);
      DoFnSignature.ProcessElementMethod process = signature.processElement();
      if (signature.onWindowExpiration() != null) {
        add(Need.WINDOW_EXPIRATION, node);
      }
      if (process.requiresTimeSortedInput()) {
        add(Need.TIME_SORTED_INPUT, node);
      }
      if (process.requiresStableInput()) {
        add(Need.STABLE_INPUT, node);
      }
      if (process.extraParameters().stream()
          .anyMatch(DoFnSignature.Parameter.BundleFinalizerParameter.class::isInstance)) {
        add(Need.BUNDLE_FINALIZER, node);
      }
      for (DoFnSignature.StateDeclaration state : signature.stateDeclarations().values()) {
        if (state.stateType().getRawType() == MultimapState.class) {
          add(Need.MULTIMAP_STATE, node);
        }
      }
    }

    private void add(Need need, Node node) {
      steps.putIfAbsent(need, node.getFullName().split("/", 2)[0]);
    }
  }
}
