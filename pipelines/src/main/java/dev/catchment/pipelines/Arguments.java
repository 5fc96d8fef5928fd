package dev.catchment.pipelines;

import com.google.common.base.Strings;
import dev.catchment.model.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds all that is wrong with the arguments of a job, each complaint with its correction. */
final class Arguments {
  private final Job<?> job;
  private final List<Option> own;
  private final Map<String, Option> known;
  private final Set<String> given = new LinkedHashSet<>();
  private final Set<String> meant = new LinkedHashSet<>();
  private final List<UsageException> complaints = new ArrayList<>();

  private Arguments(Job<?> job, List<Option> own, Map<String, Option> known) {
    this.job = job;
    this.own = own;
    this.known = known;
  }

  /**
   * The complaints in the order of the arguments, then what is missing.
   *
   * @param known all options by name: those of the job, and Beam's
   */
  static List<UsageException> complaints(
      Job<?> job, Map<String, Option> known, List<String> arguments) {
    Arguments check = new Arguments(job, Option.of(job.options()), known);
    check.all(arguments);
    return check.complaints;
  }

  private void all(List<String> arguments) {
    int next = 0;
    while (next < arguments.size()) {
      String argument = arguments.get(next);
      int end = next + 1;
      if (!argument.startsWith("--") || argument.length() == 2) {
        stray(argument);
      } else {
        while (end < arguments.size() && !arguments.get(end).startsWith("-")) {
          end++;
        }
        option(argument, arguments.subList(next + 1, end));
      }
      next = end;
    }
    for (Option option : own) {
      if (option.required() && !isSeen(option) && !isReplaced(option)) {
        complaints.add(
            new UsageException(
                "%s needs --%s=%s: %s"
                    .formatted(
                        job.name(), option.name(), option.placeholder(), option.description())));
      }
    }
  }

  private boolean isSeen(Option option) {
    return given.contains(option.name()) || meant.contains(option.name());
  }

  private boolean isReplaced(Option option) {
    return own.stream().anyMatch(other -> other.insteadOf().equals(option.name()) && isSeen(other));
  }

  /** Looks at an option and the words behind it, which should not be there. */
  private void option(String argument, List<String> words) {
    String name = argument.substring(2).split("=", 2)[0];
    Option option = known.get(name);
    if (option == null) {
      unknown(argument, name);
      words.forEach(this::stray);
      return;
    }
    String value = argument.substring(2 + name.length()).replaceFirst("^=", "");
    if (!given.add(name) && !option.takesMany()) {
      complain("--%s is given twice; give it once".formatted(name), Correction.remove(argument));
    }
    if (value.isEmpty() && !option.isFlag() && !words.isEmpty()) {
      parted(argument, name, words);
      return;
    }
    value(option, argument, value);
    if (words.size() > 0 && !isPattern(option, value, words)) {
      words.forEach(this::stray);
    } else if (words.size() > 0) {
      List<String> files = new ArrayList<>(words);
      String source = value.contains("=") ? value.substring(0, value.indexOf('=') + 1) : "";
      files.add(value.substring(source.length()));
      String right = "--" + name + "=" + source + pattern(files);
      complain(
          "%s is not an option; options are written --name=value. The shell has put files in the place of a pattern; quote it: %s"
              .formatted(words.get(0), ShellWords.join(List.of(right))),
          replaced(argument, words, right));
    }
  }

  private void unknown(String argument, String name) {
    Optional<String> near =
        Nearest.to(name, own.stream().map(Option::name).toList())
            .or(() -> Nearest.to(name, known.keySet()));
    near.ifPresent(meant::add);
    complain(
        "there is no option --%s of %s%s"
            .formatted(
                name,
                job.name(),
                near.map(right -> "; did you mean --" + right + "?")
                    .orElseGet(
                        () -> whose(name) + "; catchment help " + job.name() + " lists them")),
        near.map(
                right ->
                    Correction.replace(
                        argument, "--" + right + argument.substring(2 + name.length())))
            .orElseGet(() -> Correction.remove(argument)));
  }

  /** The jobs that have an option of a name. */
  private static String whose(String name) {
    List<String> jobs =
        Catchment.jobs().stream()
            .filter(job -> Option.of(job.options()).stream().anyMatch(o -> o.name().equals(name)))
            .map(Job::name)
            .toList();
    return jobs.isEmpty() ? "" : " (it is one of " + String.join(", ", jobs) + ")";
  }

  /** An option and its value with blanks between them, as in {@code --output = store}. */
  private void parted(String argument, String name, List<String> words) {
    List<String> values =
        words.stream()
            .map(word -> word.replaceFirst("^=", ""))
            .filter(word -> !word.isEmpty())
            .toList();
    if (values.isEmpty()) {
      value(known.get(name), argument, "");
      return;
    }
    String right = "--" + name + "=" + (values.size() == 1 ? values.get(0) : pattern(values));
    complain(
        "--%s needs a value: %s %s has blanks around the sign%s; write %s"
            .formatted(
                name,
                argument,
                String.join(" ", words.subList(0, Math.min(2, words.size()))),
                values.size() == 1 ? "" : ", and the shell has put files in the place of a pattern",
                ShellWords.join(List.of(right))),
        replaced(argument, words, right));
  }

  private void value(Option option, String argument, String value) {
    String name = option.name();
    if (value.isEmpty() && !argument.endsWith("=")) {
      if (!option.isFlag()) {
        complain("--%s needs a value: --%s=%s".formatted(name, name, option.placeholder()), null);
      }
      return;
    }
    if (value.isEmpty()) {
      complain(
          "--%s= has no value after the sign: --%s=%s".formatted(name, name, option.placeholder()),
          null);
      return;
    }
    Optional<PathText.Fault> path =
        option.type() == String.class || option.takesMany()
            ? PathText.fault(value)
            : Optional.empty();
    if (path.isPresent()) {
      complain(
          "--%s=%s: %s".formatted(name, value, path.get().message()),
          Correction.replace(argument, "--" + name + "=" + path.get().right()));
    } else if (!option.accepts(value)) {
      Optional<String> near =
          Nearest.to(value, option.values().stream().map(Parameter.Choice::value).toList());
      complain(
          "--%s=%s is not right: %s%s"
              .formatted(
                  name,
                  value,
                  option.advice(),
                  near.map(right -> " Did you mean " + right + "?").orElse("")),
          near.map(right -> Correction.replace(argument, "--" + name + "=" + right)).orElse(null));
    }
  }

  private void stray(String word) {
    String name = word.replaceFirst("^-", "").split("=", 2)[0];
    boolean oneDash = word.startsWith("-") && known.containsKey(name);
    if (oneDash) {
      meant.add(name);
    }
    complain(
        "%s is not an option; options are written --name=value%s"
            .formatted(word, oneDash ? ", with two dashes" : ""),
        oneDash ? Correction.replace(word, "-" + word) : Correction.remove(word));
  }

  private static boolean isPattern(Option option, String value, List<String> words) {
    String last = words.get(words.size() - 1);
    return !option.isFlag()
        && !option.isNumber()
        && !value.isEmpty()
        && Strings.commonSuffix(value, last).contains(".");
  }

  /** The pattern that the shell has replaced by these files. */
  private static String pattern(List<String> files) {
    String prefix = files.get(0);
    String suffix = files.get(0);
    for (String file : files) {
      prefix = Strings.commonPrefix(prefix, file);
      suffix = Strings.commonSuffix(suffix, file);
    }
    int dot = suffix.indexOf('.');
    return prefix.replaceFirst("[^/]*$", "") + "*" + (dot < 0 ? "" : suffix.substring(dot));
  }

  private static Correction replaced(String argument, List<String> words, String right) {
    List<String> wrong = new ArrayList<>(List.of(argument));
    wrong.addAll(words);
    return new Correction(wrong, List.of(right));
  }

  private void complain(String message, Correction correction) {
    complaints.add(new UsageException(message, correction));
  }
}
