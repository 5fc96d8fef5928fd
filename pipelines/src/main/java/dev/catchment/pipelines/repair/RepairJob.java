package dev.catchment.pipelines.repair;

import com.google.common.base.Suppliers;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.KeyFile;
import dev.catchment.pipelines.config.PatchFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.store.InputStore;
import dev.catchment.pipelines.store.StoreChange;
import dev.catchment.read.InputFiles;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoreSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Feeds rejected records of a store in again; see {@code docs/jobs/repair.md}. */
public final class RepairJob implements PipelineJob<RepairOptions> {
  static final String NAME = "repair";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "shows why records of a store were rejected, patches them and feeds them in again, once";
  }

  @Override
  public String writes() {
    return "Into the store: a batch of the events that rejected records became, and repair-summary.json.";
  }

  @Override
  public Class<RepairOptions> options() {
    return RepairOptions.class;
  }

  @Override
  public RepairTask plan(RepairOptions options, Instant start) {
    String store = options.getStore();
    StoreSnapshot before = InputStore.of(store);
    if (before.number() == 0 && before.events().isEmpty() && before.rejected().isEmpty()) {
      throw new UsageException(
          "there is no event store in %s; run collect --output=%s first".formatted(store, store));
    }
    String propose = options.getPropose();
    if (propose != null && !InputFiles.find(propose).isEmpty()) {
      throw new UsageException("--propose=%s: the file exists; name another".formatted(propose));
    }
    ConfigFile config = ConfigFile.read(options.getConfig());
    EventPlan events = EventPlan.of(config);
    Optional<String> key =
        events.hasPersonal() ? Optional.of(KeyFile.of(config, options.getKey())) : Optional.empty();
    RepairPlan plan =
        RepairPlan.of(
            config,
            events,
            Optional.ofNullable(options.getPatch()).map(PatchFile::read),
            key.orElse(""));
    return new RepairTask(
        store,
        before,
        plan,
        key,
        Outputs.ofBatch(
            store,
            List.of(StorePaths.EVENTS, RepairTask.SUMMARY),
            true,
            StoreChange.of(store, before, RepairTask.SUMMARY).append()),
        Suppliers.memoize(() -> idle(store, before, plan)));
  }

  private static Optional<String> idle(String store, StoreSnapshot before, RepairPlan plan) {
    Survey survey = Survey.of(before, plan);
    return survey.passing() > 0
        ? Optional.empty()
        : Optional.of(SurveyText.of(survey.withProposals(), plan, store));
  }

  @Override
  public ExitStatus run(RepairOptions options, Console console) {
    if (!options.getDryRun() && options.getPropose() == null) {
      return PipelineJob.super.run(options, console);
    }
    RepairTask task = plan(options, console.now());
    Survey survey = Survey.of(task.before(), task.plan()).withProposals();
    console.result("%s", SurveyText.of(survey, task.plan(), task.store()));
    if (options.getPropose() != null && survey.open() > 0) {
      JsonFile.writeText(
          options.getPropose(), SurveyText.patchFile(survey, task.plan(), task.store()));
      console.result("%s holds the proposed patches", options.getPropose());
    }
    return ExitStatus.DONE;
  }
}
