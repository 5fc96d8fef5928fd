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
    Template template = Template.of(options.getTemplate());
    List<String> arguments = arguments(template, options.getParameters(), console);
    options.getArguments().stream()
        .filter(argument -> !argument.matches("--(template|parameters)(=.*)?"))
        .forEach(arguments::add);
    console.note("> catchment %s", ShellWords.join(arguments));
    return Catchment.start(arguments.toArray(String[]::new), console);
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
    } catch (UncheckedIOException e) {
      throw new UsageException(
          "--parameters: %s cannot be read; name a JSON file such as {\"output\": \"store\"}"
              .formatted(file),
          e);
    }
  }
}
