package dev.catchment.pipelines.profile;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.PipelineRun;
import dev.catchment.pipelines.StagedOutput;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.ProfilePlan;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import dev.catchment.write.OutputDirectory;
import dev.catchment.write.TallyFile;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/** Stitches events to people and sums up each; see {@code docs/jobs/profile.md}. */
public final class ProfileJob implements Job<ProfileOptions> {
  /** The name of the summary in the store. */
  public static final String SUMMARY = "profile-summary.json";

  /** The names of all outputs in the store, the one that says that all is there last. */
  public static final List<String> OUTPUTS =
      List.of("identities", "profiles", "profiles.csv", "shared-identifiers.csv", SUMMARY);

  private static final String IDENTITIES = "identities";
  private static final String PROFILES = "profiles";
  private static final String TABLE = "profiles.csv";
  private static final String SHARED = "shared-identifiers.csv";

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String summary() {
    return "stitches the events of a store to people and computes the features of each";
  }

  @Override
  public Class<ProfileOptions> options() {
    return ProfileOptions.class;
  }

  @Override
  public ExitStatus run(ProfileOptions options, Console console) {
    Instant start = console.now();
    if (!List.of("parquet", "csv").contains(options.getFormat())) {
      throw new UsageException(
          "--format=%s is neither parquet nor csv".formatted(options.getFormat()));
    }
    ConfigFile config = ConfigFile.read(options.getConfig());
    EventPlan events = EventPlan.of(config);
    if (config.config().identity().namespaces().isEmpty()) {
      throw config.problem(
          "the key namespaces is missing; list the identifiers that join a person, the best first",
          "identity");
    }
    checkPerson(config);
    ProfilePlan profiles = ProfilePlan.of(config, events.fields(), options.getAsOf());
    checkStore(options.getStore());
    StagedOutput.write(
        options.getStore(),
        OUTPUTS,
        options.getOverwrite(),
        output -> profile(options, console, start, config, events, profiles, output));
    ProfileSummary summary = ProfileSummary.read(options.getStore() + "/" + SUMMARY);
    console.result(
        "%,d people of %,d identifiers and %,d events; %,d events belong to nobody, %,d identifiers are shared",
        summary.profiles(),
        summary.identifiers(),
        summary.events(),
        summary.unattributed(),
        summary.shared());
    console.result(
        "%s/%s holds the profiles (%.1f s)",
        options.getStore(),
        options.getFormat().equals("csv") ? TABLE : PROFILES,
        summary.seconds());
    return ExitStatus.DONE;
  }

  private static void profile(
      ProfileOptions options,
      Console console,
      Instant start,
      ConfigFile config,
      EventPlan events,
      ProfilePlan profiles,
      OutputDirectory output) {
    Pipeline pipeline = Pipeline.create(options);
    String tallies = output.staging("tallies");
    ProfilePipeline.build(
        pipeline,
        options.getStore() + "/events",
        events,
        profiles,
        config.config().identity(),
        new ProfilePipeline.Outputs(
            output.staging(IDENTITIES),
            output.staging(PROFILES),
            options.getFormat().equals("csv") ? output.staging(TABLE) : null,
            output.staging(SHARED),
            tallies));
    PipelineRun.toTheEnd("profile", pipeline, console);
    JsonFile.write(
        output.staging(SUMMARY),
        ProfileSummary.of(TallyFile.read(tallies), start.toString(), console.secondsSince(start)));
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

  private static void checkStore(String store) {
    try {
      InputFiles.match(List.of(store + "/events/*/*.parquet"));
    } catch (InputException e) {
      throw new UsageException(
          "there is no event store in %s; run collect --output=%s first".formatted(store, store),
          e);
    }
  }
}
