package dev.catchment.pipelines;

import com.google.common.collect.Table;
import com.google.common.collect.Tables;
import dev.catchment.account.Latency;
import dev.catchment.account.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.runners.TransformHierarchy;

/** The counts of {@link Progress} that a running or ended pipeline has. */
final class StepCounts {
  private static final MetricsFilter PROGRESS =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.inNamespace(Progress.NAMESPACE))
          .build();

  private final List<String> steps;
  private final Map<String, Long> before = Progress.here();

  private StepCounts(List<String> steps) {
    this.steps = List.copyOf(steps);
  }

  /** The counts of a pipeline that has not begun to run. */
  static StepCounts of(Pipeline pipeline) {
    List<String> steps = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.isRootNode()) {
              return CompositeBehavior.ENTER_TRANSFORM;
            }
            steps.add(node.getFullName());
            return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            steps.add(node.getFullName());
          }
        });
    return new StepCounts(steps);
  }

  /** What had been counted in this process before the pipeline was there. */
  Map<String, Long> before() {
    return before;
  }

  /**
   * The counts at this moment, over all steps: those of the workers in this process or those that
   * the runner tells, whichever are ahead.
   *
   * @param result what the runner gave, or null as long as it gave nothing
   */
  SortedMap<String, Long> now(PipelineResult result) {
    SortedMap<String, Long> counts = new TreeMap<>(Progress.here());
    counts.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
    counts.values().removeIf(count -> count == 0);
    SortedMap<String, Long> told = new TreeMap<>();
    if (result != null) {
      for (MetricResult<Long> counter : counters(result)) {
        told.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
      }
    }
    told.forEach((name, count) -> counts.merge(name, count, Math::max));
    return counts;
  }

  /** The counts of each outermost step, in the order in which records pass the steps. */
  Table<String, String, Long> byStep(PipelineResult result) {
    SortedMap<String, SortedMap<String, Long>> found = new TreeMap<>();
    for (MetricResult<Long> counter : counters(result)) {
      String name = counter.getName().getName();
      if (!name.equals(Progress.BYTES) && !Latency.isPart(name)) {
        found
            .computeIfAbsent(outermost(counter), unused -> new TreeMap<>())
            .merge(name, counter.getAttempted(), Long::sum);
      }
    }
    Table<String, String, Long> counts =
        Tables.newCustomTable(new LinkedHashMap<>(), LinkedHashMap::new);
    for (String step : steps) {
      found
          .getOrDefault(step, new TreeMap<>())
          .forEach((name, count) -> counts.put(step, name, count));
    }
    return counts;
  }

  private static String outermost(MetricResult<Long> counter) {
    return counter.getKey().stepName().split("/", 2)[0];
  }

  private static Iterable<MetricResult<Long>> counters(PipelineResult result) {
    return result.metrics().queryMetrics(PROGRESS).getCounters();
  }
}
