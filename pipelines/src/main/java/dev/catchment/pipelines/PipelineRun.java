package dev.catchment.pipelines;

import dev.catchment.account.Tallies;
import java.time.Instant;
import java.util.Locale;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.joda.time.Duration;

/** Runs a pipeline to its end and says on the way how far it is. */
public final class PipelineRun {
  private static final Duration FIRST = Duration.standardSeconds(2);
  private static final Duration NEXT = Duration.standardSeconds(5);

  private PipelineRun() {}

  /** Runs a pipeline; throws {@link JobFailedException} when it does not end well. */
  public static void toTheEnd(String name, Pipeline pipeline, Console console) {
    Instant start = console.now();
    PipelineResult.State state;
    try {
      PipelineResult result = pipeline.run();
      state = result.waitUntilFinish(FIRST);
      while (state == null || !state.isTerminal()) {
        console.note("%s: %s", name, progress(result, console.secondsSince(start)));
        state = result.waitUntilFinish(NEXT);
      }
    } catch (RuntimeException e) {
      throw JobFailedException.because(e);
    }
    if (state != PipelineResult.State.DONE) {
      throw new JobFailedException("the pipeline ended in the state " + state, null);
    }
  }

  private static String progress(PipelineResult result, double seconds) {
    long records = 0;
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(Tallies.PROGRESS))
                    .build())
            .getCounters()) {
      records += counter.getAttempted();
    }
    return String.format(
        Locale.ROOT, "%,d records, %,.0f a second, %.0f s", records, records / seconds, seconds);
  }
}
