package dev.catchment.pipelines.profile;

import dev.catchment.model.Event;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.ProfilePlan;
import dev.catchment.pipelines.report.Run;
import dev.catchment.read.ReadEvents;
import dev.catchment.store.StoreSnapshot;
import dev.catchment.write.TallyFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** An event store that was found and can be profiled. */
record ProfileTask(
    ProfileOptions options,
    StoreSnapshot store,
    EventPlan events,
    ProfilePlan profiles,
    CatchmentConfig.Identity identity)
    implements Task {
  private static final long EVENT_BYTES = 25;
  private static final long IDENTIFIER_BYTES = 3 * 46;

  private static final String IDENTITIES = "identities";
  private static final String PROFILES = "profiles";
  private static final String SESSIONS = "sessions";
  private static final String TABLE = "profiles.csv";
  private static final String SHARED = "shared-identifiers.csv";
  private static final String SUMMARY = ProfileJob.SUMMARY;
  static final String TALLIES = "tallies";

  /** The names of all outputs in the store, the one that says that all is there last. */
  static final List<String> NAMES = List.of(IDENTITIES, PROFILES, SESSIONS, TABLE, SHARED, SUMMARY);

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of("events", List.of(ProfileJob.eventFiles(options.getStore())));
  }

  @Override
  public List<String> products() {
    return products(Task.super.products(), options.getFormat(), profiles);
  }

  /** Without what is not wanted, and without the summary. */
  static List<String> products(List<String> products, String format, ProfilePlan profiles) {
    return products.stream()
        .filter(name -> !name.equals(SUMMARY))
        .filter(name -> wantsTable(format) || !name.equals(TABLE))
        .filter(name -> profiles.sessions().isPresent() || !name.equals(SESSIONS))
        .toList();
  }

  @Override
  public Map<String, Long> rows() {
    return rows(outputs());
  }

  /** The rows of what has been published; the table has those of the profiles. */
  static Map<String, Long> rows(Outputs outputs) {
    ProfileSummary summary = ProfileSummary.read(outputs.path(SUMMARY));
    Map<String, Long> rows = new HashMap<>();
    rows.put(IDENTITIES, summary.identifiers());
    rows.put(PROFILES, summary.profiles());
    rows.put(SESSIONS, summary.sessions());
    rows.put(TABLE, summary.profiles());
    rows.put(SHARED, summary.shared());
    return rows;
  }

  @Override
  public List<Sample> samples() {
    return List.of(EventTrial.of(store, events, identity.namespaces()));
  }

  /**
   * Of an event the store needs about 25 bytes, of which {@link InputSize} makes the text; half of
   * the events at most bring an identifier that no other has, and it takes three times 46 bytes
   * while the index is made. The Direct runner keeps what is grouped.
   */
  @Override
  public List<MemoryPart> memory(InputSize size) {
    long identifiers = Math.min(size.bytes() / EVENT_BYTES / 2, identity.maxIdentifiers());
    return List.of(
        new MemoryPart("grouped events", size.text()),
        new MemoryPart("identifiers", identifiers * IDENTIFIER_BYTES));
  }

  @Override
  public Outputs outputs() {
    return new Outputs(options.getStore(), NAMES, options.getOverwrite());
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    PCollection<Event> stored =
        pipeline.apply(
            "Read events",
            ReadEvents.ofStore(options.getStore(), store.number()).withSchema(events.schema()));
    return ProfilePipeline.write(
        ProfilePipeline.stitch(stored, profiles, identity),
        profiles,
        outputs(staging, options.getFormat()));
  }

  /** Where the profiles are staged. */
  static ProfilePipeline.Outputs outputs(Staging staging, String format) {
    return new ProfilePipeline.Outputs(
        staging.path(IDENTITIES),
        staging.path(PROFILES),
        staging.path(SESSIONS),
        wantsTable(format) ? staging.path(TABLE) : null,
        staging.path(SHARED),
        staging.path(TALLIES));
  }

  static boolean wantsTable(String format) {
    return format.equals("csv");
  }

  @Override
  public Finish finish() {
    int batch = store.number();
    return (staging, run) -> summarise(staging, run, batch);
  }

  static void summarise(Staging staging, Run run, int batch) {
    JsonFile.write(
        staging.path(SUMMARY),
        ProfileSummary.of(
            batch, TallyFile.read(staging.path(TALLIES)), run.time().toString(), run.seconds()));
  }

  @Override
  public ExitStatus report(Console console) {
    report(outputs(), options.getFormat(), console);
    return ExitStatus.DONE;
  }

  /** Says how many people there are, and where. */
  static void report(Outputs outputs, String format, Console console) {
    ProfileSummary summary = ProfileSummary.read(outputs.path(SUMMARY));
    console.result(
        "%,d people of %,d identifiers and %,d events; %,d events belong to nobody, %,d identifiers are shared",
        summary.profiles(),
        summary.identifiers(),
        summary.events(),
        summary.unattributed(),
        summary.shared());
    if (summary.sessions() > 0) {
      console.result("%,d sessions are in %s", summary.sessions(), outputs.path(SESSIONS));
    }
    console.result(
        "%s holds the profiles (%.1f s)",
        outputs.path(wantsTable(format) ? TABLE : PROFILES), summary.seconds());
  }
}
