package dev.catchment.account;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Counts what became of the records of one bundle and emits the counts with the bundle, so that
 * they are exactly as durable as the records: a bundle that is tried again counts once, on every
 * runner.
 *
 * <p>A DoFn makes one at the start of a bundle, adds to it, and flushes it at the end. The name of
 * a count is an {@link Outcome}, a source and where there is one a reason, such as {@code
 * rejected/web/invalid_timestamp}.
 */
public final class Tallies {
  /** The output of a step that carries its counts. */
  public static final TupleTag<KV<String, Long>> TAG = new TupleTag<>("tallies") {};

  /** The coder of one count. */
  public static final KvCoder<String, Long> CODER =
      KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of());

  /** The namespace of the counters that show progress; they are not the accounts. */
  public static final String PROGRESS = "progress";

  private final Map<String, long[]> counts = new HashMap<>();

  /** Counts records of a source. */
  public void add(Outcome outcome, String source, long count) {
    add(outcome.summaryName() + "/" + source, count);
  }

  /** Counts one record of a source with the reason or rule that decided. */
  public void add(Outcome outcome, String source, String reason) {
    add(outcome.summaryName() + "/" + source + "/" + reason, 1);
  }

  /** Adds to a count of any name. */
  public void add(String name, long count) {
    counts.computeIfAbsent(name, unused -> new long[1])[0] += count;
  }

  /**
   * Emits the counts into the global window, shows those of read records as progress, forgets all.
   */
  public <T> void flush(DoFn<?, T>.FinishBundleContext context) {
    counts.forEach(
        (name, count) -> {
          context.output(
              TAG,
              KV.of(name, count[0]),
              GlobalWindow.INSTANCE.maxTimestamp(),
              GlobalWindow.INSTANCE);
          if (name.startsWith(Outcome.READ.summaryName() + "/")) {
            Metrics.counter(PROGRESS, name).inc(count[0]);
          }
        });
    counts.clear();
  }
}
