package dev.catchment.pipelines.infer;

import dev.catchment.model.RawRecord;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.Correction;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** Proposes a configuration for files that nobody has described; see {@code docs/jobs/infer.md}. */
public final class InferJob implements Job<InferOptions> {
  private static final String DEFAULT_FILE = "catchment.yaml";

  /** A reason that fewer than one record in so many has tells of the record, not of the source. */
  private static final int RARE = 10;

  @Override
  public String name() {
    return "infer";
  }

  @Override
  public String summary() {
    return "proposes a configuration for files, from a sample of their records";
  }

  @Override
  public Class<InferOptions> options() {
    return InferOptions.class;
  }

  @Override
  public ExitStatus run(InferOptions options, Console console) {
    if (options.getOutput() != null) {
      checkFree(options);
    }
    try {
      propose(options, console);
    } catch (InputException e) {
      throw new UsageException(e.getMessage() + "; check --input", e);
    }
    return ExitStatus.DONE;
  }

  private static void checkFree(InferOptions options) {
    if (!options.getOverwrite() && !InputFiles.find(options.getOutput()).isEmpty()) {
      throw new UsageException(
          "%s stands there already; add --overwrite to replace it, or choose another --output"
              .formatted(options.getOutput()),
          Correction.add("--overwrite"));
    }
  }

  private static void propose(InferOptions options, Console console) {
    String input = options.getInput();
    SortedMap<String, Long> files = InputFiles.matchSizes(List.of(input));
    List<String> filled =
        files.entrySet().stream()
            .filter(file -> file.getValue() > 0)
            .map(Map.Entry::getKey)
            .toList();
    if (filled.isEmpty()) {
      throw new UsageException(
          "%s is empty; name files that hold records with --input".formatted(input));
    }
    String name = options.getName() == null ? SourceName.of(input) : options.getName();
    Layout layout = Layouts.of(filled.get(0), options.getSample());
    List<RawRecord> records = read(layout, filled, options.getSample());
    String region = options.getRegion() == null ? Personal.NO_REGION : options.getRegion();
    String place = options.getOutput() == null ? DEFAULT_FILE : options.getOutput();
    String proposal =
        Proposal.of(
            name,
            SourceName.relative(input, place),
            layout,
            columns(layout, records, region),
            region,
            records.size(),
            console.now());
    Sample sample = trial(ConfigFile.of(place, proposal), options, console.now());
    if (options.getOutput() == null) {
      console.result("%s", proposal.stripTrailing());
    } else {
      JsonFile.writeText(options.getOutput(), proposal);
      console.result("%s holds a proposal for %s", options.getOutput(), name);
    }
    report(sample, console);
  }

  private static List<RawRecord> read(Layout layout, List<String> files, int limit) {
    List<RawRecord> records =
        FirstRecords.of("sample", files, layout.format(), layout.columns(), limit).records();
    if (records.isEmpty()) {
      throw new UsageException(
          "%s holds no record%s; name files that hold some with --input"
              .formatted(files.get(0), layout.isNamed() ? " below the names of its columns" : ""));
    }
    return records;
  }

  private static List<Column> columns(Layout layout, List<RawRecord> records, String region) {
    return IntStream.range(0, layout.columns().size())
        .mapToObj(
            slot ->
                Column.of(
                    layout.columns().get(slot),
                    layout,
                    records.stream()
                        .map(record -> record.column(slot))
                        .filter(Objects::nonNull)
                        .toList(),
                    records.size(),
                    region))
        .toList();
  }

  /** Checks the proposal as collect does, and tries it on the records that it was made of. */
  private static Sample trial(ConfigFile config, InferOptions options, Instant start) {
    return Sources.of(config, EventPlan.of(config), List.of(), null, Map.of(), start, options)
        .samples(1, options.getSample())
        .get(0);
  }

  private static boolean isFrequent(Sample.Reason reason, Sample sample) {
    return !reason.hint().isEmpty() && reason.count() * RARE >= sample.records();
  }

  /** Says what would become of the sample; to the side, as the proposal may be the result. */
  private static void report(Sample sample, Console console) {
    console.note(
        "infer: of %,d records of the sample %,d would be accepted",
        sample.records(), sample.accepted());
    sample
        .rejected()
        .forEach(
            reason ->
                console.note(
                    "infer: %,d would be rejected as %s, first at %s: %s%s",
                    reason.count(),
                    reason.name(),
                    reason.example(),
                    reason.message(),
                    isFrequent(reason, sample) ? " (" + reason.hint() + ")" : ""));
  }
}
