package dev.catchment.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Progress;
import dev.catchment.read.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.Test;

/** What becomes of a failure inside a pipeline, whether it runs in the foreground or not. */
public class PipelineRunTest {
  private static final String BUG = " (with CATCHMENT_DEBUG=1 the stack trace is shown)";

  /** Makes a failure on a worker. */
  private interface Failure extends Serializable {
    Throwable make();
  }

  @Test
  public void aFailureInWordsForPeopleIsPassedOn() {
    assertMessage("in.csv has no column id", () -> new InputException("in.csv has no column id"));
  }

  @Test
  public void theFirstCauseInWordsForPeopleIsTold() {
    assertMessage(
        "in.csv is damaged",
        () ->
            new IllegalStateException(
                new InputException("in.csv is damaged", new IOException("magic"))));
  }

  @Test
  public void aFullDiskIsToldInWords() {
    assertMessage(
        "the disk is full; free some space or choose another --output",
        () -> new UncheckedIOException(new IOException("No space left on device")));
  }

  @Test
  public void aLackOfMemoryIsToldInWords() {
    assertMessage(
        "the memory is not enough; raise it, for example with CATCHMENT_HEAP=6g",
        () -> new OutOfMemoryError("Java heap space"));
  }

  @Test
  public void aBugIsToldWithItsKindAndWhereToLookAndWithoutWhatItMayQuote() {
    assertMessage("IllegalStateException" + BUG, () -> new IllegalStateException("a slot is free"));
    assertMessage("NullPointerException" + BUG, () -> new NullPointerException());
    assertMessage("StackOverflowError" + BUG, () -> new StackOverflowError());
    assertMessage("AssertionError" + BUG, () -> new AssertionError("never"));
  }

  @Test
  public void aTableSaysWhatEachStepDid() {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Numbers", Create.of(1, 2, 3))
        .apply("Read them", ParDo.of(new Counting("read", 400)))
        .apply("Write them", ParDo.of(new Counting("written", 3)));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
            new PrintStream(said, true, UTF_8),
            () -> Cli.NOW,
            "test");
    PipelineRun.toTheEnd("test", pipeline, Amount.ofBytes(0), console);
    assertEquals(
        """
        step         read  written
        Read them   1,200
        Write them               9
        """,
        said.toString(UTF_8));
  }

  @Test
  public void anInterruptionCancelsByTheResultOfTheRunner() throws InterruptedException {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setBlockOnRun(false);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of(1)).apply(ParDo.of(new Waiting()));
    Interruption interruption = new Interruption();
    Waiting.BEGUN.set(new CountDownLatch(1));
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () ->
                new PipelineRun("test", pipeline, new AsLaunched(), Amount.ofBytes(0), Cli.silent())
                    .toTheEnd(interruption));
    Waiting.BEGUN.get().await();
    interruption.undo();
    ExecutionException ended = assertThrows(ExecutionException.class, () -> run.get(2, MINUTES));
    assertTrue(ended.getCause() instanceof JobFailedException);
    assertTrue(interruption.isUnderWay());
  }

  @Test
  public void anInterruptionCancelsByTheSupportWhereTheRunnerHasNotReturned() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    RunnerSupport support = new Cancelling(cancelled);
    Pipeline pipeline = new BlockingPipeline(begun, cancelled);
    Interruption interruption = new Interruption();
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () ->
                new PipelineRun("test", pipeline, support, Amount.ofBytes(0), Cli.silent())
                    .toTheEnd(interruption));
    begun.await();
    interruption.undo();
    assertThrows(ExecutionException.class, () -> run.get(2, MINUTES));
    assertEquals(0, cancelled.getCount());
  }

  private static void assertMessage(String message, Failure failure) {
    for (boolean block : new boolean[] {true, false}) {
      DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
      options.setBlockOnRun(block);
      Pipeline pipeline = Pipeline.create(options);
      pipeline.apply(Create.of(1)).apply(ParDo.of(new Failing(failure)));
      JobFailedException failed =
          assertThrows(
              JobFailedException.class,
              () -> PipelineRun.toTheEnd("test", pipeline, Amount.ofBytes(0), Cli.silent()));
      assertEquals(message, failed.getMessage());
      assertNotNull("the cause is kept for CATCHMENT_DEBUG", failed.getCause());
    }
  }

  private static final class Failing extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1;

    private final Failure failure;

    Failing(Failure failure) {
      this.failure = failure;
    }

    @ProcessElement
    public void fail() throws Exception {
      Throwable made = failure.make();
      if (made instanceof Error error) {
        throw error;
      }
      throw (Exception) made;
    }
  }

  private static final class Counting extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1;

    private final String name;
    private final long count;

    Counting(String name, long count) {
      this.name = name;
      this.count = count;
    }

    @ProcessElement
    public void pass(@Element Integer number, OutputReceiver<Integer> numbers) {
      Progress.add(name, count);
      numbers.output(number);
    }
  }

  /** Waits until its thread is interrupted. */
  private static final class Waiting extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1;
    private static final AtomicReference<CountDownLatch> BEGUN = new AtomicReference<>();

    @ProcessElement
    public void pass() throws InterruptedException {
      BEGUN.get().countDown();
      new CountDownLatch(1).await();
    }
  }

  /** A runner that is told to cancel. */
  private record Cancelling(CountDownLatch cancelled) implements RunnerSupport {
    @Override
    public String name() {
      return "Blocking";
    }

    @Override
    public boolean isFor(PipelineOptions options) {
      return true;
    }

    @Override
    public void cancel(PipelineOptions options) {
      cancelled.countDown();
    }
  }

  /** Runs until it is cancelled from outside. */
  private static final class BlockingPipeline extends Pipeline {
    private final CountDownLatch begun;
    private final CountDownLatch cancelled;

    BlockingPipeline(CountDownLatch begun, CountDownLatch cancelled) {
      super(PipelineOptionsFactory.create());
      this.begun = begun;
      this.cancelled = cancelled;
    }

    @Override
    public PipelineResult run() {
      begun.countDown();
      try {
        cancelled.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      throw new IllegalStateException("cancelled");
    }
  }
}
