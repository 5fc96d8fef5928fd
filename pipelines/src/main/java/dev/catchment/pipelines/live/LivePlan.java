package dev.catchment.pipelines.live;

import dev.catchment.aggregate.AudienceRule;
import dev.catchment.aggregate.UpdateProfiles;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.Spans;
import dev.catchment.pipelines.plan.AudiencePlan;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.ProfilePlan;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of people while their events come.
 *
 * @param events what the events look like
 * @param features the features of the profiles
 * @param audiences the audiences that are watched
 * @param leftOut the names of those that cannot be, as they ask for the cluster of a profile
 * @param identity how events find their people
 * @param update the step that keeps the profiles
 */
record LivePlan(
    EventPlan events,
    Schema features,
    List<AudienceRule> audiences,
    List<String> leftOut,
    CatchmentConfig.Identity identity,
    UpdateProfiles update) {

  /**
   * Plans the profiles and audiences of a configuration.
   *
   * @param step how far time goes at a time, such as {@code 1h}
   * @throws UsageException when the configuration is wrong or does not fit the step
   */
  static LivePlan of(ConfigFile config, String step) {
    EventPlan events = EventPlan.of(config);
    if (config.config().identity().namespaces().isEmpty()) {
      throw config.problem(
          "the key namespaces is missing; list the identifiers that join a person, the best first",
          "identity");
    }
    ProfilePlan profiles = ProfilePlan.moving(config, events.fields());
    List<String> leftOut = AudiencePlan.clustered(config, profiles.schema());
    List<AudienceRule> audiences =
        AudiencePlan.of(config, profiles.schema(), leftOut).stream()
            .map(audience -> AudienceRule.of(audience.name(), audience.rule(), profiles.schema()))
            .toList();
    return new LivePlan(
        events,
        profiles.schema(),
        audiences,
        leftOut,
        config.config().identity(),
        update(profiles, audiences, step));
  }

  private static UpdateProfiles update(
      ProfilePlan profiles, List<AudienceRule> audiences, String step) {
    try {
      UpdateProfiles update =
          UpdateProfiles.of(profiles.aggregate()).withAudiences(audiences).withStep(Spans.of(step));
      update.mostBytes();
      return update;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          "--step=%s does not fit: %s; give 1d, or less where look-backs are short"
              .formatted(step, wrong.getMessage()),
          wrong);
    }
  }

  /**
   * The step that keeps the profiles up to a date.
   *
   * @throws UsageException when it is not the end of a step
   */
  UpdateProfiles updateUntil(Instant asOf) {
    try {
      return update.withHorizon(asOf);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          "--asOf: %s; choose the end of a step, or another --step".formatted(wrong.getMessage()),
          wrong);
    }
  }
}
