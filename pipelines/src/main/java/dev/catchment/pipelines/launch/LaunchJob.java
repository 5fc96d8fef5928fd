package dev.catchment.pipelines.launch;

import dev.catchment.pipelines.Catchment;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Job;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.ShellWords;
import dev.catchment.pipelines.UsageException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts a job with parameters from a file; see {@code docs/jobs/launch.md}. */
public final class LaunchJob implements Job<LaunchOptions> {
  @Override
  public String name() {
    return "launch";
  }

  @Override
  public String summary() {
    return "starts a job from its template, with the parameters of a JSON file";
  }

  @Override
  public Class<LaunchOptions> options() {
    return LaunchOptions.class;
  }

  @Override
  public ExitStatus run(LaunchOptions options, Console console) {
    List<String> command = command(options, options.getArguments(), console);
    console.note("> catchment %s", ShellWords.join(command));
    return Catchment.start(command.toArray(String[]::new), console);
  }

  /**
   * The command line that a launch stands for.
   *
   * @param words the command line of the launch, from the word launch on
   * @throws UsageException when it, or the file of parameters, is not right
   */
  public static List<String> command(List<String> words, Console console) {
    LaunchOptions options = (LaunchOptions) Catchment.options(words.toArray(String[]::new));
    return command(options, words.subList(1, words.size()), console);
  }

  private static List<String> command(LaunchOptions options, List<String> given, Console console) {
    List<String> command =
        arguments(Template.of(options.getTemplate()), options.getParameters(), console);
    given.stream()
        .filter(word -> word.startsWith("--") && !word.matches("--(template|parameters)(=.*)?"))
        .forEach(command::add);
    return command;
  }

  private static List<String> arguments(Template template, String file, Console console) {
    ParameterFile parameters = ParameterFile.of(text(file));
    List<Problem> problems = new ArrayList<>(parameters.problems());
    if (problems.isEmpty()) {
      problems.addAll(ParameterCheck.problems(template, parameters.parameters()));
    }
    if (!problems.isEmpty()) {
      throw new UsageException(
          problems.stream()
              .map(problem -> problem.in(file))
              .collect(Collectors.joining("\n  ", heading(problems.size(), template), "")));
    }
    if (!parameters.unused().isEmpty()) {
      console.note(
          "launch: %s of the file is left aside; where the runner uses it, give it as an option",
          String.join(", ", parameters.unused()));
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(template.name());
    parameters
        .parameters()
        .forEach(given -> arguments.add("--" + given.name() + "=" + given.text()));
    return arguments;
  }

  private static String heading(int problems, Template template) {
    return "%s cannot start; %s to put right:%n  "
        .formatted(
            template.name(),
            problems == 1 ? "there is one thing" : "there are " + problems + " things");
  }

  private static String text(String file) {
    try {
      return JsonFile.readText(file);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new UsageException(
          "--parameters: %s cannot be read; name a JSON file such as {\"output\": \"store\"}"
              .formatted(file),
          e);
    }
  }
}
