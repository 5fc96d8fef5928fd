package dev.catchment.pipelines.launch;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds all that is wrong with the parameters of a template, as an operator's console would. */
final class ParameterCheck {
  private ParameterCheck() {}

  /** The problems in the order of the file, then what is missing. */
  static List<Problem> problems(Template template, List<GivenParameter> given) {
    Map<String, Option> options = new LinkedHashMap<>();
    template.options().forEach(option -> options.put(option.name(), option));
    Map<String, GivenParameter> seen = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (GivenParameter parameter : given) {
      Option option = options.get(parameter.name());
      GivenParameter earlier = seen.putIfAbsent(parameter.name(), parameter);
      Optional<String> complaint =
          option == null
              ? Optional.of(unknown(template, parameter.name(), options))
              : earlier != null
                  ? Optional.of("stands in line " + earlier.line() + " already; keep one")
                  : complaint(option, parameter);
      complaint.map(parameter::problem).ifPresent(problems::add);
    }
    for (Option option : template.options()) {
      if (option.required() && !seen.containsKey(option.name())) {
        problems.add(
            Problem.ofFile(
                "%s is missing; add \"%s\": \"%s\". %s"
                    .formatted(
                        option.name(), option.name(), option.example(), option.description())));
      }
    }
    return problems;
  }

  private static String unknown(Template template, String name, Map<String, Option> options) {
    if (name.startsWith("--") && options.containsKey(name.substring(2))) {
      return "begins with dashes; write \"%s\"".formatted(name.substring(2));
    }
    if (Template.isOfRunner(name)) {
      return "is no parameter; give --%s=… on the command line".formatted(name);
    }
    return "is no parameter of %s%s"
        .formatted(
            template.name(),
            Nearest.to(name, options.keySet())
                .map(near -> "; did you mean " + near + "?")
                .orElse("; it has " + String.join(", ", options.keySet())));
  }

  private static Optional<String> complaint(Option option, GivenParameter parameter) {
    return Optional.ofNullable(
        switch (parameter.kind()) {
          case NULL ->
              "is null; "
                  + (option.required() ? "give " : "leave it out, or give ")
                  + "a value. "
                  + option.advice();
          case LIST, OBJECT ->
              "is %s; %s"
                  .formatted(
                      parameter.kind().words(),
                      option.takesMany() && parameter.kind() == GivenParameter.Kind.LIST
                          ? "write one text with commas between the values, such as \"%s\""
                              .formatted(option.example())
                          : option.advice());
          case NUMBER -> option.isNumber() ? value(option, parameter) : type(option, parameter);
          case FLAG -> option.isFlag() ? value(option, parameter) : type(option, parameter);
          case TEXT -> value(option, parameter);
        });
  }

  private static String type(Option option, GivenParameter parameter) {
    return "is %s, %s; %s"
        .formatted(
            parameter.kind() == GivenParameter.Kind.FLAG ? "a flag" : "a number",
            parameter.text(),
            option.isNumber() || option.isFlag() || !option.accepts(parameter.text())
                ? option.advice()
                : "a text is wanted: write \"%s\"".formatted(parameter.text()));
  }

  private static String value(Option option, GivenParameter parameter) {
    String text = parameter.text();
    if (text.isEmpty()) {
      return "is empty; %s%s"
          .formatted(option.required() ? "" : "leave it out, or fill it in: ", option.advice());
    }
    if (!text.equals(text.strip())) {
      return "begins or ends with a blank; write \"%s\"".formatted(text.strip());
    }
    return option.accepts(text) ? null : "is %s: %s".formatted(text, option.advice());
  }
}
