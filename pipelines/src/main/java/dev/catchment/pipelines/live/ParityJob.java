package dev.catchment.pipelines.live;

import dev.catchment.aggregate.UpdateProfiles;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.ProfilePlan;
import dev.catchment.pipelines.store.InputStore;
import java.time.Instant;

/** Shows that a stream comes to the results of a batch; see {@code docs/jobs/parity.md}. */
public final class ParityJob implements PipelineJob<ParityOptions> {
  @Override
  public String name() {
    return "parity";
  }

  @Override
  public String summary() {
    return "replays a store as a stream and compares profiles and audiences with those of a batch";
  }

  @Override
  public String writes() {
    return "Into the output folder: summary.json with what was compared and the first differences.";
  }

  @Override
  public Class<ParityOptions> options() {
    return ParityOptions.class;
  }

  @Override
  public Task plan(ParityOptions options, Instant start) {
    ConfigFile config = ConfigFile.read(options.getConfig());
    LivePlan plan = LivePlan.of(config, options.getStep());
    ProfilePlan batch = ProfilePlan.of(config, plan.events().fields(), options.getAsOf());
    Instant asOf =
        batch
            .asOf()
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no date to compare at; set profile.asOf or --asOf=2026-01-31"));
    UpdateProfiles update = plan.updateUntil(asOf);
    return new ParityTask(
        options, InputStore.withEvents(options.getStore()), plan, update, batch.aggregate(), asOf);
  }
}
