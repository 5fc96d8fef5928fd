package dev.catchment.runners.portability;

import dev.catchment.account.Progress;
import dev.catchment.account.Reached;
import dev.catchment.pipelines.Readings;
import dev.catchment.pipelines.RunnerSupport;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** A job that never ends, of which every tenth record is a minute late, and what is read of it. */
public final class LiveReadings {
  private static final int TRIES = 1200;
  private static final long PAUSE_MILLIS = 100;
  private static final String OFFSET = "numbers_0";

  private LiveReadings() {}

  /** Whether records read, late records and the offset are counted, which come one by one. */
  public static boolean areCounted(Readings readings) {
    return readings.counts().getOrDefault(Progress.READ, 0L) > 0
        && readings.counts().getOrDefault(Progress.LATE, 0L) > 0
        && readings.offsets().getOrDefault(OFFSET, 0L) > 0;
  }

  /** The readings of the running job once they are as wanted; the last ones if they never are. */
  public static Readings await(PipelineOptions options, Predicate<Readings> wanted)
      throws InterruptedException, IOException {
    RunnerSupport runner = RunnerSupport.of(options);
    AtomicReference<PipelineResult> result = new AtomicReference<>();
    Thread job = new Thread(() -> result.set(pipeline(options).run()), "job");
    job.setDaemon(true);
    job.start();
    try {
      Readings readings = Readings.NONE;
      for (int i = 0; i < TRIES && !wanted.test(readings); i++) {
        Thread.sleep(PAUSE_MILLIS);
        readings = runner.readings(options, result.get());
      }
      return readings;
    } finally {
      if (result.get() == null) {
        runner.cancel(options);
      } else {
        result.get().cancel();
      }
    }
  }

  private static Pipeline pipeline(PipelineOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Generate", GenerateSequence.from(0).withRate(200, Duration.standardSeconds(1)))
        .apply("Count, some: late", ParDo.of(new CountFn()))
        .apply("Window", Window.into(FixedWindows.of(Duration.millis(500))))
        .apply("Sum", Sum.longsPerKey());
    return pipeline;
  }

  private static final class CountFn extends DoFn<Long, KV<String, Long>> {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("deprecation") // Nothing else lets an element be late.
    public Duration getAllowedTimestampSkew() {
      return Duration.standardMinutes(2);
    }

    @ProcessElement
    public void count(
        @Element Long number, @Timestamp Instant time, OutputReceiver<KV<String, Long>> receiver) {
      Progress.add(Progress.READ, 1);
      Reached.offset(OFFSET, number + 1);
      receiver.outputWithTimestamp(
          KV.of("key", number), number % 10 == 9 ? time.minus(Duration.standardMinutes(1)) : time);
    }
  }
}
