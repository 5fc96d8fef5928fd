package dev.catchment.pipelines;

import dev.catchment.account.Progress;
import dev.catchment.account.Reached;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * What is known of a running job at one moment: the counts of {@link Progress} over all steps, the
 * offsets of {@link Reached}, and the event time that all steps have passed.
 *
 * @param counts by name; under {@link Progress#LATE} also what the runner itself has dropped
 * @param offsets the next offset by partition
 * @param watermark in ms since 1970, if it is known
 */
public record Readings(
    SortedMap<String, Long> counts, SortedMap<String, Long> offsets, OptionalLong watermark) {
  /** Nothing is known. */
  public static final Readings NONE = new Collector().readings();

  private static final String OURS = Progress.NAMESPACE + "_";
  private static final String OFFSETS = OURS + Reached.OFFSET;

  /** The ends of the names of the counters in which Beam's runners count what came too late. */
  private static final Set<String> DROPPED =
      Set.of(
          "droppedDueToLateness",
          "DroppedDueToLateness",
          "droppedDueToClosedWindow",
          "DroppedDueToClosedWindow",
          "StatefulParDoDropped");

  public Readings {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  /** What the workers in this process have counted. */
  static Readings here() {
    return new Readings(Progress.here(), Reached.offsetsHere(), Reached.watermarkHere());
  }

  /** What a runner tells by the result of the pipeline. */
  static Readings of(PipelineResult result) {
    MetricQueryResults all = result.metrics().queryMetrics(MetricsFilter.builder().build());
    Collector collector = new Collector();
    for (MetricResult<Long> counter : all.getCounters()) {
      collector.add(
          counter.getName().getNamespace() + "_" + counter.getName().getName(),
          counter.getAttempted());
    }
    for (MetricResult<GaugeResult> gauge : all.getGauges()) {
      collector.add(
          gauge.getName().getNamespace() + "_" + gauge.getName().getName(),
          gauge.getAttempted().getValue());
    }
    return collector.readings();
  }

  /** These and those of the same job from elsewhere, whichever are ahead. */
  Readings or(Readings others) {
    return new Readings(
        merged(counts, others.counts, Math::max),
        merged(offsets, others.offsets, Math::max),
        others.watermark.isPresent() ? others.watermark : watermark);
  }

  /** The same without an event time. */
  public Readings withoutWatermark() {
    return new Readings(counts, offsets, OptionalLong.empty());
  }

  /** These without what had been counted before the job began. */
  Readings since(Map<String, Long> before) {
    SortedMap<String, Long> added = new TreeMap<>(counts);
    added.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
    added.values().removeIf(count -> count == 0);
    return new Readings(added, offsets, watermark);
  }

  private static SortedMap<String, Long> merged(
      Map<String, Long> one, Map<String, Long> other, LongBinaryOperator both) {
    SortedMap<String, Long> all = new TreeMap<>(one);
    other.forEach((name, value) -> all.merge(name, value, both::applyAsLong));
    return all;
  }

  /** Puts together what a runner tells metric by metric. */
  public static final class Collector {
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final SortedMap<String, Long> offsets = new TreeMap<>();
    private OptionalLong watermark = OptionalLong.empty();

    /** Whether a metric is an offset, of which that of the worker that is ahead counts. */
    public static boolean isOffset(String name) {
      return name.startsWith(OFFSETS);
    }

    /** Whether a metric is of those that are put together. */
    public static boolean isWanted(String name) {
      return name.startsWith(OURS) || DROPPED.stream().anyMatch(name::endsWith);
    }

    /**
     * Adds the value of a metric in one step; those that are not wanted are left out.
     *
     * @param name Beam's namespace and name of it, joined by {@code _}
     */
    public void add(String name, long value) {
      if (name.startsWith(OFFSETS)) {
        offsets.merge(name.substring(OFFSETS.length()), value, Math::max);
      } else if (name.startsWith(OURS)) {
        counts.merge(name.substring(OURS.length()), value, Long::sum);
      } else if (isWanted(name)) {
        counts.merge(Progress.LATE, value, Long::sum);
      }
    }

    /** Adds the event time that a step has passed, in ms since 1970; the least counts. */
    public void addWatermark(long millis) {
      watermark = OptionalLong.of(Math.min(millis, watermark.orElse(Long.MAX_VALUE)));
    }

    /** What was put together. */
    public Readings readings() {
      return new Readings(counts, offsets, watermark);
    }
  }
}
