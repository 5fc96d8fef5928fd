package dev.catchment.pipelines.repair;

import dev.catchment.clean.Binding;
import dev.catchment.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A {@link Survey} in words, and its patches as a file. Shows no value of a record. */
final class SurveyText {
  private SurveyText() {}

  /** The causes with an example and a proposed patch of each, and what would pass. */
  static String of(Survey survey, RepairPlan plan, String store) {
    if (survey.open() == 0) {
      return store + " has no rejected record that is open; nothing is changed";
    }
    List<String> lines = new ArrayList<>();
    for (String source : survey.causes().stream().map(Cause::source).distinct().toList()) {
      List<Cause> causes =
          survey.causes().stream().filter(cause -> cause.source().equals(source)).toList();
      long open = causes.stream().mapToLong(Cause::count).sum();
      lines.add(format("%s: %,d open rejected records", source, open));
      causes.forEach(cause -> add(cause, open, survey, plan, lines));
      survey
          .unused(source)
          .forEach(
              (column, count) ->
                  lines.add(
                      format(
                          "  %,d of them have a column %s, which the configuration does not use",
                          count, column)));
    }
    lines.add(
        format(
            "%,d of %,d pass as they are tried now%s; nothing is changed",
            survey.passing(),
            survey.open(),
            survey.hasPatches()
                ? format(
                    ", %,d with the proposed patches, which --propose=FILE writes",
                    survey.passingPatched())
                : ""));
    return String.join(System.lineSeparator(), lines);
  }

  private static void add(
      Cause cause, long open, Survey survey, RepairPlan plan, List<String> lines) {
    lines.add(
        format(
            "  %s: %,d (%.1f %%), %s",
            cause.reason(), cause.count(), 100.0 * cause.count() / open, passing(cause)));
    example(cause, plan).ifPresent(example -> lines.add("    " + example));
    Optional.ofNullable(survey.proposal(cause)).ifPresent(proposal -> add(cause, proposal, lines));
  }

  private static String passing(Cause cause) {
    if (cause.needsSource()) {
      return "not repairable: collect them from the source again";
    }
    return cause.passing() == 0 ? "none passes now" : format("%,d pass now", cause.passing());
  }

  private static Optional<String> example(Cause cause, RepairPlan plan) {
    return Optional.ofNullable(cause.example())
        .map(
            position ->
                position
                    + ": "
                    + cause.message()
                    + shape(cause, plan).map(shape -> ", and looks like " + shape).orElse(""));
  }

  /** The shape of the value at fault in the first record, unless it is personal. */
  private static Optional<String> shape(Cause cause, RepairPlan plan) {
    SourceRepair.Plan source = plan.sources().get(cause.source());
    if (source == null || cause.exampleContents().isEmpty()) {
      return Optional.empty();
    }
    Contents example = cause.exampleContents().get();
    return source.parts().stream()
        .filter(part -> part.name().equals(cause.field()) && part.column() >= 0)
        .mapToInt(Binding::column)
        .filter(slot -> !source.personal().containsKey(slot))
        .mapToObj(source::column)
        .findFirst()
        .filter(column -> example.pseudonymKind(column) == null)
        .map(column -> Shape.mask(example.text(column)));
  }

  private static void add(Cause cause, Proposal proposal, List<String> lines) {
    lines.add(
        proposal.patch().isPresent()
            ? format(
                "    proposed patch, with which %,d pass: %s",
                cause.passingPatched(), proposal.yaml())
            : "    a patch that may help: " + proposal.yaml());
    proposal.remarks().forEach(remark -> lines.add("    " + remark));
  }

  /** The patches as a file; those that a person has to finish are comments. */
  static String patchFile(Survey survey, RepairPlan plan, String store) {
    StringBuilder file = new StringBuilder();
    file.append("# Proposed by catchment repair for the rejected records of ")
        .append(store)
        .append(".\n");
    file.append("# Look at each patch, change what you know better and take the others out;\n");
    file.append("# then see with --patch=THIS_FILE --dry-run how many records pass.\n");
    file.append("version: 1\npatches:\n");
    for (Cause cause : survey.causes()) {
      Proposal proposal = survey.proposal(cause);
      if (proposal != null) {
        file.append(format("\n# %,d records", cause.count()));
        example(cause, plan).ifPresent(example -> file.append(", such as ").append(example));
        file.append('\n');
        proposal.remarks().forEach(remark -> file.append("# ").append(remark).append('\n'));
        String hash = proposal.patch().isPresent() ? "" : "# ";
        file.append(hash).append("- source: ").append(Yaml.scalar(cause.source())).append('\n');
        file.append(hash).append("  reason: ").append(Yaml.scalar(cause.reason())).append('\n');
        file.append(hash).append("  ").append(proposal.yaml()).append('\n');
      }
    }
    return file.toString();
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
