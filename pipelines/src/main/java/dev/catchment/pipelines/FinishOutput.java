package dev.catchment.pipelines;

import dev.catchment.pipelines.report.Run;
import dev.catchment.write.Publication;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * The last step of a job that nobody waits for: when every file is written, one worker writes what
 * is left and publishes the outputs. When it dies or fails, the one that takes its place goes on
 * where it stopped; after one that came to its end it does nothing.
 */
final class FinishOutput extends PTransform<PCollectionList<String>, PCollection<Void>> {
  private static final long serialVersionUID = 1;

  private final FinishFn finish;

  private FinishOutput(FinishFn finish) {
    this.finish = finish;
  }

  /** Finishes and publishes an output that was prepared where the job was launched. */
  static FinishOutput of(Publication output, Finish finish, Instant start, String commandLine) {
    return new FinishOutput(new FinishFn(output, finish, start, commandLine));
  }

  @Override
  public PCollection<Void> expand(PCollectionList<String> written) {
    return written
        .apply("All files", Flatten.pCollections())
        .apply("Wait for all", Count.globally())
        .apply("Publish", ParDo.of(finish))
        .setCoder(VoidCoder.of());
  }

  private static final class FinishFn extends DoFn<Long, Void> {
    private static final long serialVersionUID = 1;

    private final Publication output;
    private final Finish finish;
    private final Instant start;
    private final String commandLine;

    FinishFn(Publication output, Finish finish, Instant start, String commandLine) {
      this.output = output;
      this.finish = finish;
      this.start = start;
      this.commandLine = commandLine;
    }

    @ProcessElement
    public void publish() {
      if (!output.isStaged()) {
        return;
      }
      if (!output.isBeingPublished()) {
        double seconds =
            Duration.between(start, InstantSource.system().instant()).toMillis() / 1000.0;
        finish.write(output::staging, new Run(Version.TEXT, "", start, seconds, commandLine));
      }
      output.publishByWorker();
    }
  }
}
