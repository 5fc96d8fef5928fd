package dev.catchment.benchmarks;

import dev.catchment.shuffle.ShardedCombine;
import java.util.Locale;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Sums 2 million events of 200,000 users on the Direct runner with {@link ShardedCombine}, and both
 * it and {@link Combine#perKey} on a fifth of that, which is what the latter manages in a
 * reasonable time. Prints seconds and the ratio; fails when a sum is wrong.
 */
public final class ShuffleBenchmark {
  private static final long EVENTS = 2_000_000;
  private static final long USERS = 200_000;
  private static final int PART = 5;

  private ShuffleBenchmark() {}

  /** Runs the comparison; takes no arguments. */
  public static void main(String[] args) {
    run("warm-up", sharded(), EVENTS / PART, USERS / PART);
    run("ShardedCombine", sharded(), EVENTS, USERS);
    double part = run("ShardedCombine, 1/" + PART, sharded(), EVENTS / PART, USERS / PART);
    double ordinary =
        run(
            "Combine.perKey, 1/" + PART,
            Combine.perKey(Sum.ofLongs()),
            EVENTS / PART,
            USERS / PART);
    print(
        "Combine.perKey takes %.0f times as long as ShardedCombine on 1/%d", ordinary / part, PART);
  }

  private static ShardedCombine<String, Long, Long> sharded() {
    return ShardedCombine.perKey(Sum.ofLongs());
  }

  private static double run(
      String name,
      PTransform<PCollection<KV<String, Long>>, PCollection<KV<String, Long>>> combine,
      long events,
      long users) {
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs(
                    "--runner=DirectRunner",
                    "--enforceImmutability=false",
                    "--enforceEncodability=false")
                .create());
    pipeline
        .apply("Generate", GenerateSequence.from(0).to(events))
        .apply("KeyByUser", ParDo.of(new KeyByUser(users)))
        .apply("Sum", combine)
        .apply("Check", ParDo.of(new Check()));
    long start = System.nanoTime();
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    double seconds = (System.nanoTime() - start) / 1e9;
    require("users", users, counter(result, "users"));
    require("total", events * (events - 1) / 2, counter(result, "total"));
    print("%-22s %,9d events %,8d users %7.1f s", name, events, users, seconds);
    return seconds;
  }

  private static long counter(PipelineResult result, String name) {
    MetricQueryResults found = result.metrics().queryMetrics(MetricsFilter.builder().build());
    for (MetricResult<Long> counter : found.getCounters()) {
      if (counter.getName().getName().equals(name)) {
        return counter.getCommitted();
      }
    }
    throw new IllegalStateException("no counter " + name);
  }

  private static void require(String name, long expected, long actual) {
    if (expected != actual) {
      throw new IllegalStateException(name + " is " + actual + ", must be " + expected);
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Every user occurs equally often, and neighbouring events are of different users. */
  private static final class KeyByUser extends DoFn<Long, KV<String, Long>> {
    private static final long serialVersionUID = 1;
    private static final long STEP = 7919;

    private final long users;

    KeyByUser(long users) {
      this.users = users;
    }

    @ProcessElement
    public void processElement(@Element Long event, OutputReceiver<KV<String, Long>> output) {
      output.output(KV.of("user-" + event * STEP % users, event));
    }
  }

  private static final class Check extends DoFn<KV<String, Long>, Void> {
    private static final long serialVersionUID = 1;

    private final Counter users = Metrics.counter(ShuffleBenchmark.class, "users");
    private final Counter total = Metrics.counter(ShuffleBenchmark.class, "total");

    @ProcessElement
    public void processElement(@Element KV<String, Long> sum) {
      users.inc();
      total.inc(sum.getValue());
    }
  }
}
