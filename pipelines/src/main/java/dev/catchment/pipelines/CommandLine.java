package dev.catchment.pipelines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Reads the options of a job from the command line, and says what is wrong with them in words. */
final class CommandLine {
  private static final Pattern OPTION_WITH_DASHES =
      Pattern.compile("--[a-z][A-Za-z0-9]*(-[a-z][A-Za-z0-9]*)+(=.*)?", Pattern.DOTALL);

  /** A dash in the name of an option with the letter behind it. */
  private static final Pattern DASH = Pattern.compile("(?<=^--[^=]{1,60})-([a-z])");

  private CommandLine() {}

  /**
   * The options of a job.
   *
   * @throws UsageException naming every option that is unknown, malformed or missing
   */
  static <T extends PipelineOptions> T parse(Job<T> job, String... arguments) {
    List<UsageException> complaints = complaints(job, List.of(arguments));
    if (!complaints.isEmpty()) {
      throw UsageException.ofAll(complaints);
    }
    return convert(job, arguments);
  }

  /** All that is wrong with the arguments of a job. */
  static List<UsageException> complaints(Job<?> job, List<String> arguments) {
    return Arguments.complaints(job, known(Option.of(job.options())), arguments);
  }

  /** An option whose name is written with dashes, {@code --max-rejected=1}, as it is known. */
  static String inOneWord(String argument) {
    return OPTION_WITH_DASHES.matcher(argument).matches()
        ? DASH.matcher(argument).replaceAll(dash -> dash.group(1).toUpperCase(Locale.ROOT))
        : argument;
  }

  /** The arguments with the first word, where a job takes one, as the option that it stands for. */
  static String[] withoutWord(Job<?> job, String[] arguments) {
    if (arguments.length == 0 || arguments[0].startsWith("-")) {
      return arguments;
    }
    String[] options = arguments.clone();
    for (Option option : Option.of(job.options())) {
      if (option.parameter().map(Parameter::firstWord).orElse(false)) {
        options[0] = "--" + option.name() + "=" + arguments[0];
      }
    }
    return options;
  }

  private static <T extends PipelineOptions> T convert(Job<T> job, String[] arguments) {
    try {
      return PipelineOptionsFactory.fromArgs(arguments).as(job.options());
    } catch (IllegalArgumentException e) {
      String reason =
          e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
      throw new UsageException("wrong options: " + reason, e);
    }
  }

  /** All options by name: those of the job, and Beam's. */
  private static Map<String, Option> known(List<Option> own) {
    Map<String, Option> known = new LinkedHashMap<>();
    own.forEach(option -> known.put(option.name(), option));
    for (Class<? extends PipelineOptions> options : PipelineOptionsFactory.getRegisteredOptions()) {
      Option.ofAll(options).forEach(option -> known.putIfAbsent(option.name(), option));
    }
    return known;
  }

  /** The page that explains a job and its options. */
  static List<String> help(Job<?> job) {
    List<String> lines = new ArrayList<>();
    lines.add("catchment " + job.name() + ": " + job.summary());
    lines.add("");
    List<Option> options = Option.of(job.options());
    for (int index = 0; index < options.size(); index++) {
      Option option = options.get(index);
      if (index == 0 || option.group() != options.get(index - 1).group()) {
        lines.add(option.group().title());
      }
      String remark =
          option.required()
              ? " (required%s)".formatted(unless(option, options))
              : option.defaultText().isEmpty() ? "" : " (default " + option.defaultText() + ")";
      lines.add("  --" + option.name() + "=" + option.placeholder() + remark);
      lines.addAll(wrap(option.description()));
      if (!option.example().isEmpty()) {
        String example = "--" + option.name() + "=" + option.example();
        lines.add("      Such as " + ShellWords.join(List.of(example)));
      }
    }
    return lines;
  }

  private static String unless(Option required, List<Option> options) {
    return options.stream()
        .filter(option -> option.insteadOf().equals(required.name()))
        .map(option -> ", but for --" + option.name())
        .collect(Collectors.joining());
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
