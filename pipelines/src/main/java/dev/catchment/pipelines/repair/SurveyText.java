package dev.catchment.pipelines.repair;

import dev.catchment.clean.Binding;
import dev.catchment.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
      survey.later().stream()
          .filter(cause -> cause.source().equals(source))
          .forEach(cause -> addLater(cause, survey, plan, lines));
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
    survey
        .proposal(cause)
        .ifPresent(
            proposal -> add(proposal, ", with which " + pass(cause.passingPatched()), lines));
  }

  private static void addLater(Cause cause, Survey survey, RepairPlan plan, List<String> lines) {
    lines.add(format("  %s: %,d of those that are patched", cause.reason(), cause.count()));
    example(cause, plan).ifPresent(example -> lines.add("    " + example));
    survey.proposal(cause).ifPresent(proposal -> add(proposal, "", lines));
  }

  private static String passing(Cause cause) {
    if (cause.needsSource()) {
      return "not repairable: collect them from the source again";
    }
    return (cause.passing() == 0 ? "none passes" : pass(cause.passing())) + " now";
  }

  private static String pass(long records) {
    return records == 1 ? "1 passes" : format("%,d pass", records);
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

  private static void add(Proposal proposal, String effect, List<String> lines) {
    String kind =
        proposal.patch().isPresent() ? "proposed patch" + effect : "a patch that may help";
    lines.add("    " + kind + ": " + proposal.yaml());
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
    Stream.concat(survey.causes().stream(), survey.later().stream())
        .forEach(
            cause ->
                survey.proposal(cause).ifPresent(proposal -> add(cause, proposal, plan, file)));
    return file.toString();
  }

  private static void add(Cause cause, Proposal proposal, RepairPlan plan, StringBuilder file) {
    file.append(format("\n# %,d %s", cause.count(), cause.count() == 1 ? "record" : "records"));
    example(cause, plan).ifPresent(example -> file.append(", such as ").append(example));
    file.append('\n');
    proposal.remarks().forEach(remark -> file.append("# ").append(remark).append('\n'));
    String hash = proposal.patch().isPresent() ? "" : "# ";
    file.append(hash).append("- source: ").append(Yaml.scalar(cause.source())).append('\n');
    file.append(hash).append("  reason: ").append(Yaml.scalar(cause.reason())).append('\n');
    file.append(hash).append("  ").append(proposal.yaml()).append('\n');
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
