package dev.catchment.pipelines.collect;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.Correction;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import dev.catchment.read.SourceTable;
import dev.catchment.read.TableHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** Finds the files of each source and checks, before anything starts, that they can be read. */
final class Inputs {
  private Inputs() {}

  /**
   * The patterns of each source that has files, from the command line or else the configuration.
   *
   * @param given what {@code --input} said, or null
   * @param options those of the job
   * @throws UsageException when a source has no files, or its files lack what the configuration
   *     uses
   */
  static Map<String, List<String>> of(
      ConfigFile file, EventPlan plan, List<String> given, PipelineOptions options) {
    Map<String, String> replaced = given(plan, given == null ? List.of() : given);
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    List<UsageException> complaints = new ArrayList<>();
    for (SourcePlan source : plan.sources()) {
      try {
        if (source.table().isPresent()) {
          check(source, source.table().get(), replaced, options);
          continue;
        }
        String glob =
            Optional.ofNullable(replaced.get(source.name()))
                .or(source::input)
                .orElseThrow(() -> missing(file, source));
        check(source, glob);
        inputs.put(source.name(), List.of(glob));
      } catch (UsageException complaint) {
        complaints.add(complaint);
      }
    }
    if (!complaints.isEmpty()) {
      throw UsageException.ofAll(complaints);
    }
    return inputs;
  }

  /** Checks a table of a database, which has no files. */
  private static void check(
      SourcePlan source, SourceTable table, Map<String, String> replaced, PipelineOptions options) {
    if (replaced.containsKey(source.name())) {
      throw new UsageException(
          "--input names files for the source %s, which is a table of a database; leave it out"
              .formatted(source.name()));
    }
    try {
      table.check(source.columns(), options);
    } catch (InputException e) {
      throw new UsageException("source %s: %s".formatted(source.name(), e.getMessage()), e);
    }
  }

  private static UsageException missing(ConfigFile file, SourcePlan source) {
    return file.problem(
        "has no input; name its files here or with --input=%s=GLOB".formatted(source.name()),
        "sources",
        source.name());
  }

  private static Map<String, String> given(EventPlan plan, List<String> given) {
    List<String> names = plan.sources().stream().map(SourcePlan::name).toList();
    Map<String, String> globs = new LinkedHashMap<>();
    for (String input : given) {
      int equals = input.matches("[A-Za-z][A-Za-z0-9_-]*=.*") ? input.indexOf('=') : -1;
      String name = equals < 0 ? names.get(0) : input.substring(0, equals);
      if (equals < 0 && names.size() > 1) {
        throw new UsageException(
            "--input=%s names no source; write --input=SOURCE=GLOB with one of %s"
                .formatted(input, String.join(", ", names)),
            Correction.replace(
                "--input=" + input, "--input=%s=%s".formatted(fitting(plan, input), input)));
      }
      if (!names.contains(name)) {
        throw new UsageException(
            "--input=%s: there is no source %s in the configuration%s"
                .formatted(input, name, Nearest.hint(name, names)),
            Nearest.to(name, names)
                .map(
                    near ->
                        Correction.replace(
                            "--input=" + input, "--input=" + near + input.substring(name.length())))
                .orElse(null));
      }
      if (globs.put(name, input.substring(equals + 1)) != null) {
        throw new UsageException(
            "--input names the source %s twice; give its files as one pattern".formatted(name),
            Correction.remove("--input=" + input));
      }
    }
    return globs;
  }

  /** The first source whose columns the files have, or the first of all. */
  private static String fitting(EventPlan plan, String glob) {
    for (SourcePlan source : plan.sources()) {
      try {
        boolean isJson = glob.matches(".*\\.(json|jsonl|ndjson)(\\.\\w+)?");
        if (source.table().isEmpty() && isJson == source.format().isJsonLines()) {
          check(source, glob);
          return source.name();
        }
      } catch (UsageException notThis) {
        // The next may fit.
      }
    }
    return plan.sources().get(0).name();
  }

  private static void check(SourcePlan source, String glob) {
    if (Topics.isTopic(glob) || Subscriptions.isSubscription(glob)) {
      return;
    }
    try {
      List<String> files = InputFiles.match(List.of(glob));
      boolean hasContents = false;
      for (String name : files) {
        boolean isEmpty = FileSystems.matchSingleFileSpec(name).sizeBytes() == 0;
        hasContents |= !isEmpty;
        if (source.headerNeeded() && !isEmpty) {
          TableHeader.check(name, source.format(), source.columns());
        }
      }
      if (!hasContents) {
        throw new UsageException(
            "the input of source %s is empty: %s; check the path, or leave the source out"
                .formatted(source.name(), glob));
      }
    } catch (InputException e) {
      throw new UsageException(
          "source %s: %s; check --input or the input of the configuration"
              .formatted(source.name(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UsageException("source " + source.name() + ": " + e.getMessage(), e);
    }
  }
}
