package dev.catchment.pipelines.collect;

import dev.catchment.model.PubsubName;
import dev.catchment.pipelines.GoogleLibraries;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Pubsub;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputException;
import dev.catchment.read.PubsubSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;

/** The sources that are subscriptions of Pub/Sub, which have no end. */
public record Subscriptions(SortedMap<String, PubsubSubscription> bySource) {
  /** Whether an input is a subscription. */
  static boolean isSubscription(String input) {
    return input.startsWith(PubsubName.SCHEME);
  }

  /**
   * The subscriptions among the inputs.
   *
   * @throws UsageException when an input is none, or cannot be read in this build
   */
  static Subscriptions of(ConfigFile file, EventPlan plan, Map<String, List<String>> inputs) {
    SortedMap<String, PubsubSubscription> subscriptions = new TreeMap<>();
    List<UsageException> complaints = new ArrayList<>();
    for (SourcePlan source : plan.sources()) {
      String address = inputs.getOrDefault(source.name(), List.of("")).get(0);
      if (isSubscription(address)) {
        try {
          subscriptions.put(source.name(), subscription(file, source, address));
        } catch (UsageException complaint) {
          complaints.add(complaint);
        }
      }
    }
    if (!complaints.isEmpty()) {
      throw UsageException.ofAll(complaints);
    }
    return new Subscriptions(subscriptions);
  }

  private static PubsubSubscription subscription(
      ConfigFile file, SourcePlan source, String address) {
    Topics.checkMessages(file, source);
    if (!PubsubName.isKnown()) {
      throw file.problemOf(source.name(), GoogleLibraries.missingFor("Pub/Sub"), "input");
    }
    Pubsub pubsub = file.config().sources().get(source.name()).pubsub();
    try {
      return new PubsubSubscription(
          PubsubName.of(address), pubsub.idAttribute(), pubsub.timestampAttribute());
    } catch (IllegalArgumentException wrong) {
      throw file.problemOf(source.name(), wrong.getMessage(), "input");
    }
  }

  /**
   * Some of the messages that wait for a source that is a subscription; throws {@link
   * InputException} when they cannot be read.
   */
  FirstRecords first(SourcePlan source, int records, PipelineOptions options) {
    return bySource
        .get(source.name())
        .first(source.name(), source.format(), source.columns(), records, options);
  }

  /**
   * Asks Pub/Sub whether they can be read.
   *
   * @throws UsageException when one cannot
   */
  void check(PipelineOptions options) {
    bySource.forEach(
        (source, subscription) -> {
          try {
            subscription.check(options);
          } catch (InputException wrong) {
            throw new UsageException("source " + source + ": " + wrong.getMessage(), wrong);
          }
        });
  }
}
