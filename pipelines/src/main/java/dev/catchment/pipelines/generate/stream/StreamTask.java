package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.Amount;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.LocalWork;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.report.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/** A stream that can be sent by the program that is launched. */
final class StreamTask implements Task {
  private static final String SUMMARY = "summary.json";
  private static final String TRUTH = "truth";
  private static final int BYTES_A_KEY = 32;
  private static final int BYTES_A_MESSAGE = 500;

  private final StreamSpec spec;
  private final String world;
  private final StreamTarget target;
  private final String output;
  private final boolean overwrite;
  private final transient StreamWork work;

  /**
   * A task.
   *
   * @param world what the stream is of
   * @param output the directory of the truth and the summary
   */
  StreamTask(
      StreamSpec spec,
      String world,
      StreamTarget target,
      StreamWork work,
      String output,
      boolean overwrite) {
    this.spec = spec;
    this.world = world;
    this.target = target;
    this.work = work;
    this.output = output;
    this.overwrite = overwrite;
  }

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of();
  }

  @Override
  public Outputs outputs() {
    List<String> names = new ArrayList<>();
    if (target.topic().isEmpty()) {
      names.add(StreamTarget.MESSAGES);
    }
    names.addAll(List.of(TRUTH, SUMMARY));
    return new Outputs(output, names, overwrite);
  }

  @Override
  public List<MemoryPart> memory(InputSize size) {
    double waiting =
        spec.rate()
            * Math.min(spec.seconds(), spec.late() * spec.lateBy() + 60 * spec.duplicates());
    return List.of(
        new MemoryPart("counts by key", (long) spec.keys() * BYTES_A_KEY),
        new MemoryPart("messages that wait", (long) (waiting * BYTES_A_MESSAGE)));
  }

  @Override
  public Amount amount() {
    return Amount.of("messages", 0, "sent");
  }

  @Override
  public Optional<LocalWork> local() {
    return Optional.of(work);
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    throw new IllegalStateException("a stream is sent by no pipeline");
  }

  @Override
  public Finish finish() {
    return this::write;
  }

  private void write(Staging staging, Run run) {
    StreamTruth truth = work.truth();
    StreamCounts counts = truth.counts();
    JsonFile.writeText(staging.path(TRUTH + "/anomalies.csv"), truth.anomalyFile());
    JsonFile.writeText(staging.path(TRUTH + "/poison.csv"), truth.poisonFile());
    JsonFile.writeText(staging.path(TRUTH + "/keys.csv"), truth.keyFile());
    JsonFile.write(
        staging.path(SUMMARY),
        new StreamSummary(
            "generate",
            run.time().toString(),
            run.seconds(),
            world,
            target.toString(),
            spec.seed(),
            Instant.ofEpochMilli(spec.start()).toString(),
            counts.lastEvent(),
            spec.keys(),
            counts.messages(),
            counts.events(),
            counts.duplicates(),
            counts.late(),
            counts.outOfOrder(),
            counts.silenced(),
            counts.poison(),
            counts.anomalies(),
            Math.round(work.rate())));
  }

  @Override
  public ExitStatus report(Console console) {
    StreamSummary summary = StreamSummary.read(outputs().path(SUMMARY));
    console.note(
        "generate: %,.0f messages a second (%.1f s)",
        summary.messagesPerSecond(), summary.seconds());
    console.result(
        "%s has %,d messages: %,d events, %,d duplicates, %,d poison; %s/truth has the %,d anomalies",
        summary.to().equals(StreamTarget.MESSAGES) ? output + "/" + summary.to() : summary.to(),
        summary.messages(),
        summary.events(),
        summary.duplicates(),
        summary.poison().values().stream().mapToLong(Long::longValue).sum(),
        output,
        summary.anomalies());
    return ExitStatus.DONE;
  }
}
