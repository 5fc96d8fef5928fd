package dev.catchment.pipelines.profile;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.Correction;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.RefusedOptions;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.ProfilePlan;
import dev.catchment.pipelines.store.InputStore;
import dev.catchment.read.InputFiles;
import dev.catchment.store.StoreSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Stitches events to people and sums up each; see {@code docs/jobs/profile.md}. */
public final class ProfileJob implements PipelineJob<ProfileOptions> {
  /** The name of the summary in the store. */
  public static final String SUMMARY = "profile-summary.json";

  /** The names of all outputs in the store, the one that says that all is there last. */
  public static final List<String> OUTPUTS = ProfileTask.NAMES;

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String summary() {
    return "stitches events to people and computes the features of each";
  }

  @Override
  public String writes() {
    return "Into the store or the output: identities and profiles (Parquet), profiles.csv on demand, "
        + "shared-identifiers.csv and profile-summary.json.";
  }

  @Override
  public Class<ProfileOptions> options() {
    return ProfileOptions.class;
  }

  @Override
  public Task plan(ProfileOptions options, Instant start) {
    ConfigFile config = ConfigFile.read(options.getConfig());
    EventPlan events = EventPlan.of(config);
    if (config.config().identity().namespaces().isEmpty()) {
      throw config.problem(
          "the key namespaces is missing; list the identifiers that join a person, the best first",
          "identity");
    }
    checkPerson(config);
    ProfilePlan profiles = ProfilePlan.of(config, events.fields(), options.getAsOf());
    if (options.getStore() == null) {
      checkOutput(options);
      return new SourcesTask(
          options,
          Sources.of(config, events, options.getInput(), options.getKey(), Map.of(), start, options)
              .ending(),
          profiles);
    }
    checkNoSources(options);
    StoreSnapshot store = InputStore.withEvents(options.getStore());
    return new ProfileTask(options, store, events, profiles, config.config().identity());
  }

  /** Checks that no option is given that says how sources are read. */
  private static void checkNoSources(ProfileOptions options) {
    boolean isOther = options.getMaxRejected() != ProfileOptions.MOST_REJECTED;
    RefusedOptions.thatAreFor("profiles without a store")
        .but("leave it, or --store, out")
        .refuse("output", options.getOutput())
        .refuse("input", options.getInput())
        .refuse("key", options.getKey())
        .refuse("maxRejected", isOther ? options.getMaxRejected() : null);
  }

  private static void checkOutput(ProfileOptions options) {
    if (options.getOutput() == null) {
      throw new UsageException(
          "--store is missing; name the event store with --store=STORE, or profile the sources without one by --output=DIR",
          Correction.add("--store=STORE"));
    }
  }

  private static void checkPerson(ConfigFile config) {
    List<String> person = config.config().identity().person();
    for (int index = 0; index < person.size(); index++) {
      if (!config.config().identity().namespaces().contains(person.get(index))) {
        throw config.problem(
            person.get(index) + " is not one of the namespaces; add it there",
            "identity",
            "person",
            Integer.toString(index));
      }
    }
  }

  static String eventFiles(String store) {
    return store + "/events/*/*.parquet";
  }

  /** Says so when a store has got other events since its profiles were computed. */
  public static void noteIfStale(String store, Console console) {
    String file = store + "/" + SUMMARY;
    if (!InputFiles.find(file).isEmpty()
        && StoreSnapshot.of(store).hasChangedSince(ProfileSummary.read(file).batch())) {
      console.note(
          "the profiles in %s are older than its events; run profile --store=%s --overwrite to compute them anew",
          store, store);
    }
  }
}
