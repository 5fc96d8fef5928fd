package dev.catchment.pipelines;

import dev.catchment.model.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Reads the options of a job from the command line, and says what is wrong with them in words. */
final class CommandLine {
  private CommandLine() {}

  /**
   * The options of a job.
   *
   * @throws UsageException when an option is unknown, malformed or missing
   */
  static <T extends PipelineOptions> T parse(Job<T> job, String[] arguments) {
    List<Option> own = Option.of(job.options());
    Set<String> known = knownNames();
    List<String> ownNames = own.stream().map(Option::name).toList();
    Set<String> given = new LinkedHashSet<>();
    for (String argument : arguments) {
      if (!argument.startsWith("--") || argument.length() == 2) {
        throw new UsageException(
            "%s is not an option; options are written --name=value".formatted(argument));
      }
      String name = argument.substring(2).split("=", 2)[0];
      if (!ownNames.contains(name) && !known.contains(name)) {
        throw new UsageException(
            "there is no option --%s of %s%s"
                .formatted(name, job.name(), suggestion(job, name, ownNames, known)));
      }
      own.stream()
          .filter(option -> option.name().equals(name))
          .forEach(option -> check(option, argument));
      given.add(name);
    }
    for (Option option : own) {
      if (option.required() && !given.contains(option.name())) {
        throw new UsageException(
            "%s needs --%s=%s: %s"
                .formatted(job.name(), option.name(), option.placeholder(), option.description()));
      }
    }
    return convert(job, arguments);
  }

  private static <T extends PipelineOptions> T convert(Job<T> job, String[] arguments) {
    try {
      return PipelineOptionsFactory.fromArgs(arguments).as(job.options());
    } catch (IllegalArgumentException e) {
      throw new UsageException("wrong options: " + e.getMessage(), e);
    }
  }

  private static void check(Option option, String argument) {
    int equals = argument.indexOf('=');
    boolean flag = option.placeholder().equals("true|false");
    if (equals < 0 && !flag) {
      throw new UsageException(
          "--%s needs a value: --%s=%s"
              .formatted(option.name(), option.name(), option.placeholder()));
    }
    String value = equals < 0 ? "true" : argument.substring(equals + 1);
    if (value.isEmpty() || !option.accepts(value)) {
      throw new UsageException(
          "--%s=%s is not right: %s is wanted. %s"
              .formatted(
                  option.name(),
                  value,
                  switch (option.placeholder()) {
                    case "N" -> "a whole number";
                    case "X" -> "a number";
                    case "true|false" -> "true or false";
                    default -> "a text";
                  },
                  option.description()));
    }
  }

  private static String suggestion(
      Job<?> job, String name, List<String> ownNames, Set<String> known) {
    Optional<String> nearest = Nearest.to(name, ownNames).or(() -> Nearest.to(name, known));
    return nearest
        .map(near -> "; did you mean --" + near + "?")
        .orElse("; catchment help " + job.name() + " lists them");
  }

  private static Set<String> knownNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Class<?> options : PipelineOptionsFactory.getRegisteredOptions()) {
      names.addAll(Option.names(options));
    }
    return names;
  }

  /** The page that explains a job and its options. */
  static List<String> help(Job<?> job) {
    List<String> lines = new ArrayList<>();
    lines.add("catchment " + job.name() + ": " + job.summary());
    lines.add("");
    for (Option option : Option.of(job.options())) {
      String remark =
          option.required()
              ? " (required)"
              : option.defaultText().isEmpty() ? "" : " (default " + option.defaultText() + ")";
      lines.add("  --" + option.name() + "=" + option.placeholder() + remark);
      lines.addAll(wrap(option.description()));
    }
    return lines;
  }

  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Arrays.asList(text.split(" "))) {
      if (line.length() + word.length() > 80) {
        lines.add("      " + line.toString().strip());
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    lines.add("      " + line.toString().strip());
    return lines;
  }
}
