package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.Correction;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** Has the job check what it was asked to do, as it does itself before it starts. */
final class PlanCheck implements Check {
  private static final String INPUT = "--input=";
  private static final String OUTPUT = "--output=";

  @Override
  public boolean needsWork() {
    return false;
  }

  @Override
  public void examine(Examination examination) {
    if (!examination.hasProblem(ConfigCheck.SUBJECT)) {
      plan(examination, examination.job());
    }
    if (examination.work().isEmpty()) {
      examination.add(
          new Finding(
              Level.SKIPPED,
              "the rest",
              "not looked at: files, records, outputs, key, runner and memory; put the above right first",
              List.of()));
    }
  }

  private static <T extends PipelineOptions> void plan(Examination examination, Job<T> job) {
    try {
      examination.setWork(job.plan(examination.options().as(job.options()), examination.start()));
    } catch (UsageException complaint) {
      Optional<Correction> swap = swap(examination.arguments());
      swap.ifPresentOrElse(
          correction -> {
            examination.problem(
                "command line",
                "--input names nothing and --output names a file that is there",
                "they seem to be swapped; exchange them");
            examination.correct(correction);
          },
          () ->
              complaint
                  .parts()
                  .forEach(part -> examination.problem(subject(examination, part), part)));
    }
  }

  private static String subject(Examination examination, UsageException complaint) {
    String message = complaint.getMessage();
    if (examination.options() instanceof ConfigOptions options
        && message.startsWith(options.getConfig() + ":")) {
      return ConfigCheck.SUBJECT;
    }
    return message.startsWith("--") ? "command line" : "input";
  }

  /** What exchanges input and output, where the one is missing and the other a file. */
  private static Optional<Correction> swap(List<String> arguments) {
    Optional<String> input = find(arguments, INPUT);
    Optional<String> output = find(arguments, OUTPUT);
    if (input.isEmpty() || output.isEmpty()) {
      return Optional.empty();
    }
    String source = input.get().replaceFirst("^(\\w[\\w-]*=)?.*", "$1");
    String read = input.get().substring(source.length());
    if (read.contains("*") || Files.exists(Path.of(read)) || !isFile(output.get())) {
      return Optional.empty();
    }
    List<String> right = new ArrayList<>();
    right.add(INPUT + source + output.get());
    right.add(OUTPUT + read);
    return Optional.of(new Correction(List.of(INPUT + input.get(), OUTPUT + output.get()), right));
  }

  private static boolean isFile(String path) {
    return !path.contains("://") && Files.isRegularFile(Path.of(path));
  }

  private static Optional<String> find(List<String> arguments, String option) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(option))
        .map(argument -> argument.substring(option.length()))
        .filter(value -> !value.contains("://"))
        .findFirst();
  }
}
