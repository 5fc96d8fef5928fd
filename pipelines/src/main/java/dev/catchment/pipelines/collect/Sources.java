package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.KeyFile;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.ExpectationPlan;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputException;
import dev.catchment.read.SourceTable;
import dev.catchment.rules.EventFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The sources of a configuration, whose files were found and can be read.
 *
 * @param config the configuration
 * @param plan what their events look like
 * @param expectations what is expected of them
 * @param inputs the patterns of the files of each
 * @param topics those that are topics, which have no files
 * @param subscriptions those that are subscriptions, which have no files either
 * @param givenKey the file of the pseudonym key in the place of the configuration's, or null
 * @param start when the job started
 */
public record Sources(
    ConfigFile config,
    EventPlan plan,
    ExpectationPlan expectations,
    Map<String, List<String>> inputs,
    Topics topics,
    Subscriptions subscriptions,
    String givenKey,
    Instant start) {

  /**
   * The sources of a configuration.
   *
   * @param givenInput what {@code --input} said, or null
   * @param reached how far topics were read before
   * @param options those of the job
   * @throws UsageException when a source has no files, or its files lack what is used of them
   */
  public static Sources of(
      ConfigFile config,
      EventPlan plan,
      List<String> givenInput,
      String givenKey,
      Map<String, Long> reached,
      Instant start,
      PipelineOptions options) {
    Map<String, List<String>> inputs = Inputs.of(config, plan, givenInput, options);
    Subscriptions subscriptions = Subscriptions.of(config, plan, inputs);
    Topics topics = Topics.of(config, plan, inputs, reached);
    Map<String, List<String>> files = new TreeMap<>(inputs);
    files.keySet().removeAll(topics.bySource().keySet());
    files.keySet().removeAll(subscriptions.bySource().keySet());
    return new Sources(
        config,
        plan,
        ExpectationPlan.of(config, plan.fields()),
        files,
        topics,
        subscriptions,
        givenKey,
        start);
  }

  /**
   * These, for a job that reads to an end.
   *
   * @throws UsageException when one has none
   */
  public Sources ending() {
    for (String source : subscriptions.bySource().keySet()) {
      throw config.problemOf(
          source,
          "a subscription of Pub/Sub has no end, which this job would wait for; read it with"
              + " collect --streaming, monitor or live",
          "input");
    }
    return this;
  }

  /**
   * These, for a job that goes on.
   *
   * @param options those of the job
   * @throws UsageException when one cannot be read as a stream
   */
  public Sources live(PipelineOptions options) {
    for (SourcePlan source : plan.sources()) {
      if (source.table().isPresent()) {
        throw config.problemOf(
            source.name(),
            "a live job reads topics and files, and no table of a database; collect it into a"
                + " store",
            "format");
      }
    }
    subscriptions.check(options);
    return this;
  }

  /** The file of the pseudonym key; empty where nothing is personal. */
  public Optional<String> key() {
    return plan.hasPersonal() ? Optional.of(KeyFile.of(config, givenKey)) : Optional.empty();
  }

  /** The topics, the subscriptions and the tables of databases among them. */
  public List<Dataset> datasets() {
    return Stream.of(
            topics.all().stream().map(Dataset::ofTopic),
            subscriptions.bySource().values().stream()
                .map(subscription -> Dataset.ofSubscription(subscription.name())),
            plan.sources().stream()
                .flatMap(source -> source.table().stream())
                .map(Dataset::ofTable))
        .flatMap(Function.identity())
        .toList();
  }

  /** Makes the pseudonym key where there is none yet. */
  public void prepare(Console console) {
    key().ifPresent(file -> KeyFile.make(file, console));
  }

  /** What would become of the first records of each source of which a few can be read. */
  public List<Sample> samples(double maxRejected) {
    return samples(maxRejected, Sample.RECORDS);
  }

  /** What would become of at most so many of the first records of each source. */
  public List<Sample> samples(double maxRejected, int records) {
    return plan.sources().stream()
        .filter(source -> !topics.bySource().containsKey(source.name()))
        .filter(source -> !subscriptions.bySource().containsKey(source.name()))
        .filter(source -> source.table().map(SourceTable::hasFirst).orElse(true))
        .map(
            source ->
                new SourceTrial(source, config.config().privacy().region())
                    .of(inputs.getOrDefault(source.name(), List.of()), records, maxRejected))
        .toList();
  }

  /**
   * Shows what becomes of the first records of each source; writes nothing.
   *
   * @param options those of the job
   */
  void preview(int records, Console console, PipelineOptions options) {
    for (SourcePlan source : plan.sources()) {
      if (!source.table().map(SourceTable::hasFirst).orElse(true)) {
        console.note(
            "collect: a few rows of source %s cannot be read without reading all, so --preview shows none; collect a query with a LIMIT into a store that you delete afterwards",
            source.name());
      } else {
        new Preview(source, plan.fields(), config.config().privacy().region(), console)
            .show(first(source, records, options));
      }
    }
    if (plan.hasPersonal()) {
      console.result("Pseudonyms, and ids made of them, are those of a key that was thrown away.");
    }
    console.result("Nothing was written. Duplicates and expectations were not looked at.");
  }

  private FirstRecords first(SourcePlan source, int records, PipelineOptions options) {
    try {
      if (topics.bySource().containsKey(source.name())) {
        return topics.first(source, records);
      }
      return subscriptions.bySource().containsKey(source.name())
          ? subscriptions.first(source, records, options)
          : source.first(inputs.getOrDefault(source.name(), List.of()), records);
    } catch (InputException wrong) {
      throw new UsageException("source " + source.name() + ": " + wrong.getMessage(), wrong);
    }
  }

  /** What becomes of the records of a source. */
  public RecordSteps.Plan steps(SourcePlan source) {
    return RecordSteps.Plan.of(source, key().orElse(""), config.config().privacy().region(), start);
  }

  /** Whether an expression or a feature may look at message ids. */
  public boolean useMessageIds() {
    CatchmentConfig contents = config.config();
    return contents.profile().toString().contains(EventFields.MESSAGE_ID)
        || contents.sources().values().stream()
            .anyMatch(
                source ->
                    source.filter().toString().contains(EventFields.MESSAGE_ID)
                        || source.fields().toString().contains(EventFields.MESSAGE_ID));
  }
}
