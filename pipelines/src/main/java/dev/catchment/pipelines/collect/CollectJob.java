package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.Correction;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.PipelineWork;
import dev.catchment.pipelines.Rounds;
import dev.catchment.pipelines.RunnerSupport;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.Spans;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.pipelines.profile.ProfileJob;
import dev.catchment.pipelines.store.Days;
import dev.catchment.pipelines.store.InputStore;
import dev.catchment.pipelines.store.StoreChange;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads the sources of a configuration into an event store; see {@code docs/jobs/collect.md}. */
public final class CollectJob implements PipelineJob<CollectOptions> {
  static final String NAME = "collect";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "reads raw records, cleans, protects and deduplicates them into an event store";
  }

  @Override
  public String writes() {
    return "Into the store: a batch of events (Parquet, a folder per day) and of rejected (JSON, a "
        + "reason with each record), report.html, to look at, and summary.json, the account of "
        + "every record.";
  }

  @Override
  public Class<CollectOptions> options() {
    return CollectOptions.class;
  }

  @Override
  public ExitStatus run(CollectOptions options, Console console) {
    LiveCollect.check(options);
    if (options.getPreview() != null) {
      return preview(options, console);
    }
    if (options.getEvery() == null) {
      return PipelineJob.super.run(options, console);
    }
    if (RunnerSupport.of(options).isDetached(options)) {
      throw new UsageException(
          "--every starts one run after another, and on this runner this program ends before a run"
              + " does; leave it out, and have a scheduler start collect",
          Correction.remove("--every=" + options.getEvery()));
    }
    return Rounds.of(
            NAME,
            () -> PipelineJob.super.run(options, console),
            Spans.of(options.getEvery()),
            console)
        .run();
  }

  private static ExitStatus preview(CollectOptions options, Console console) {
    ConfigFile config = ConfigFile.read(options.getConfig());
    Sources.of(
            config,
            EventPlan.of(config),
            options.getInput(),
            null,
            Map.of(),
            console.now(),
            options)
        .preview(options.getPreview(), console, options);
    return ExitStatus.DONE;
  }

  @Override
  public boolean isLive(CollectOptions options) {
    return options.isStreaming();
  }

  @Override
  public PipelineWork plan(CollectOptions options, Instant start) {
    LiveCollect.check(options);
    return options.isStreaming() ? LiveCollect.plan(options, start) : batch(options, start);
  }

  private static Task batch(CollectOptions options, Instant start) {
    if (options.getOutput() == null) {
      throw new UsageException(
          "--preview looks at records and starts nothing; leave it out and name the store with"
              + " --output=DIR",
          Correction.replace("--preview=" + options.getPreview(), "--output=store"));
    }
    ConfigFile config = ConfigFile.read(options.getConfig());
    EventPlan plan = EventPlan.of(config);
    Sources sources =
        Sources.of(
                config,
                plan,
                options.getInput(),
                options.getKey(),
                reached(options),
                start,
                options)
            .ending();
    if (options.getEvery() != null) {
      checkTopics(config, sources);
    }
    Optional<Days> days =
        Optional.ofNullable(options.getReplace()).map(given -> Days.of("replace", given));
    if (days.isPresent() && !sources.topics().bySource().isEmpty()) {
      throw new UsageException(
          "source %s is a topic, whose messages of other days --replace would pass over for good; leave --replace out"
              .formatted(sources.topics().bySource().firstKey()),
          Correction.remove("--replace=" + options.getReplace()));
    }
    return new CollectTask(options, sources, days, outputs(options, days));
  }

  /** Rounds read what is new, which of anything but a topic nobody can tell. */
  private static void checkTopics(ConfigFile config, Sources sources) {
    for (SourcePlan source : sources.plan().sources()) {
      if (!sources.topics().bySource().containsKey(source.name())) {
        throw config.problemOf(
            source.name(),
            "--every reads what is new in topics, and this is none: all of it would be read in"
                + " every round; collect it once without --every, from a configuration of its own",
            "input");
      }
    }
  }

  /** How far the store has read its topics. */
  private static Map<String, Long> reached(CollectOptions options) {
    return options.getOverwrite() ? Map.of() : InputStore.of(options.getOutput()).positions();
  }

  private static Outputs outputs(CollectOptions options, Optional<Days> days) {
    String store = options.getOutput();
    StoreChange change =
        StoreChange.of(store, InputStore.of(store), CollectTask.REPORT, CollectTask.SUMMARY);
    if (options.getOverwrite()) {
      if (days.isPresent()) {
        throw new UsageException(
            "--overwrite replaces the whole store and --replace some days of it; leave one out",
            Correction.remove("--overwrite"));
      }
      return Outputs.ofBatch(store, CollectTask.NAMES, true, change.replaceAll(ProfileJob.OUTPUTS));
    }
    return Outputs.ofBatch(
        store,
        CollectTask.NAMES,
        change.isStore(),
        days.isPresent() ? change.replace(days.get()) : change.append());
  }
}
