package dev.catchment.account;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
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

  /** What is shown as progress; the reader itself shows what is read. */
  private static final Set<String> SHOWN =
      Stream.concat(
              EnumSet.complementOf(EnumSet.of(Outcome.READ)).stream().map(Outcome::summaryName),
              Stream.of(Progress.LATE, Progress.FUTURE, Progress.KEYLESS))
          .collect(Collectors.toUnmodifiableSet());

  private final Map<Outcome, Map<String, long[]>> bySource = new EnumMap<>(Outcome.class);
  private final Map<String, long[]> byName = new HashMap<>();

  /** Counts records of a source. */
  public void add(Outcome outcome, String source, long count) {
    add(bySource.computeIfAbsent(outcome, unused -> new HashMap<>()), source, count);
  }

  /** Counts one record of a source with the reason or rule that decided. */
  public void add(Outcome outcome, String source, String reason) {
    add(outcome.summaryName() + "/" + source + "/" + reason, 1);
  }

  /** Adds to a count of any name. */
  public void add(String name, long count) {
    add(byName, name, count);
  }

  private static void add(Map<String, long[]> counts, String name, long count) {
    counts.computeIfAbsent(name, unused -> new long[1])[0] += count;
  }

  /** The counts so far, by name. */
  public SortedMap<String, Long> counts() {
    SortedMap<String, Long> all = new TreeMap<>();
    byName.forEach((name, count) -> all.put(name, count[0]));
    bySource.forEach(
        (outcome, sources) ->
            sources.forEach(
                (source, count) ->
                    all.merge(outcome.summaryName() + "/" + source, count[0], Long::sum)));
    return all;
  }

  /**
   * Emits the counts into the global window, shows the outcomes and what was left out as progress,
   * forgets all.
   */
  public <T> void flush(DoFn<?, T>.FinishBundleContext context) {
    counts()
        .forEach(
            (name, count) -> {
              context.output(
                  TAG,
                  KV.of(name, count),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE);
              String outcome = name.substring(0, name.indexOf('/'));
              if (SHOWN.contains(outcome)) {
                Progress.add(outcome, count);
              }
            });
    byName.clear();
    bySource.clear();
  }
}
