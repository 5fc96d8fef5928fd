package dev.catchment.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;

import dev.catchment.read.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
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

  private static void assertMessage(String message, Failure failure) {
    for (boolean block : new boolean[] {true, false}) {
      DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
      options.setBlockOnRun(block);
      Pipeline pipeline = Pipeline.create(options);
      pipeline.apply(Create.of(1)).apply(ParDo.of(new Failing(failure)));
      JobFailedException failed =
          assertThrows(
              JobFailedException.class, () -> PipelineRun.toTheEnd("test", pipeline, silent()));
      assertEquals(message, failed.getMessage());
      assertNotNull("the cause is kept for CATCHMENT_DEBUG", failed.getCause());
    }
  }

  private static Console silent() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return new Console(nowhere, nowhere, () -> Cli.NOW, "test");
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
}
