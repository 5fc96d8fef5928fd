package dev.catchment.pipelines.live;

import dev.catchment.aggregate.UpdateProfiles;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.PipelineWork;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.ProfilePlan;
import dev.catchment.pipelines.stream.Destination;
import dev.catchment.read.InputFiles;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Follows people as their events come; see {@code docs/jobs/live.md}. */
public final class LiveJob implements PipelineJob<LiveOptions> {
  @Override
  public String name() {
    return "live";
  }

  @Override
  public String summary() {
    return "follows people as their events come and tells who enters and leaves an audience";
  }

  @Override
  public String writes() {
    return "To its destinations, until it is stopped: who entered and left an audience, on demand "
        + "profiles and rejected records.";
  }

  @Override
  public Class<LiveOptions> options() {
    return LiveOptions.class;
  }

  @Override
  public boolean isLive(LiveOptions options) {
    return true;
  }

  @Override
  public PipelineWork plan(LiveOptions options, Instant start) {
    ConfigFile config = ConfigFile.read(options.getConfig());
    LivePlan plan = LivePlan.of(config, options.getStep());
    if (plan.audiences().isEmpty()) {
      throw config.problem(
          "only audience --model knows the field cluster; name an audience without it",
          "audiences");
    }
    Optional<String> store = Optional.ofNullable(options.getIdentities());
    store.ifPresent(LiveJob::checkIdentities);
    return new LivePeopleTask(
        Sources.of(
                config,
                plan.events(),
                options.getInput(),
                options.getKey(),
                Map.of(),
                start,
                options)
            .live(options),
        plan,
        update(config, plan, options.getAsOf()),
        store,
        Destination.of(options.getTo(), options),
        Optional.ofNullable(options.getProfiles()).map(place -> Destination.of(place, options)),
        Optional.ofNullable(options.getRejected()).map(place -> Destination.of(place, options)));
  }

  private static UpdateProfiles update(ConfigFile config, LivePlan plan, String asOf) {
    return asOf == null
        ? plan.update()
        : plan.updateUntil(
            ProfilePlan.of(config, plan.events().fields(), asOf).asOf().orElseThrow());
  }

  private static void checkIdentities(String store) {
    if (InputFiles.find(store + "/identities/*.parquet").isEmpty()) {
      throw new UsageException(
          "--identities: there are none in %s; run profile --store=%s first"
              .formatted(store, store));
    }
  }
}
