package dev.catchment.pipelines.report;

import static dev.catchment.pipelines.report.Numbers.count;
import static dev.catchment.pipelines.report.Numbers.decimal;
import static dev.catchment.pipelines.report.Numbers.percent;
import static dev.catchment.pipelines.report.Numbers.rounded;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Draws how many seeds a reach finds, how much better than chance, and what makes people like. */
final class LookalikeView {
  private static final int MAX_FEATURES = 40;
  private static final String RECALL = "recall-chart";
  private static final String LIFT = "lift-chart";
  private static final List<Double> TOLD = List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5);

  private LookalikeView() {}

  static Section section(LookalikeSection found) {
    Section section =
        Section.of(
            "lookalike",
            "People like the seeds",
            lede(found),
            curves(found),
            Section.block("What makes a person like the seeds", effects(found)));
    return found.curve().isEmpty()
        ? section
        : section
            .withChart(
                RECALL,
                chart(
                    "Held-out seeds found",
                    line("By the model", found, p -> 100 * p.recall()),
                    line("By chance", found, p -> 100 * p.reach()),
                    "%"))
            .withChart(
                LIFT,
                chart(
                    "Times more seeds than by chance",
                    line("By the model", found, LookalikeSection.Point::lift),
                    line("By chance", found, p -> 1),
                    ""));
  }

  private static String lede(LookalikeSection found) {
    String lede =
        "%s like %s. A seed that the model did not know scores higher than another person in %s of cases."
            .formatted(
                count(found.people(), "person", "people"),
                count(found.seeds(), "seed", "seeds"),
                percent(found.auc()));
    return found.betterThanChance()
        ? lede
        : lede
            + " That is no better than chance: by these features the seeds cannot be told from the"
            + " others.";
  }

  private static Markup curves(LookalikeSection found) {
    if (found.curve().isEmpty()) {
      return Markup.EMPTY;
    }
    Table table =
        Table.of("What a reach is worth")
            .number("Reach")
            .number("People")
            .number("Held-out seeds found")
            .number("Share of seeds")
            .number("Lift");
    found.curve().stream()
        .filter(point -> TOLD.contains(point.reach()))
        .forEach(
            point ->
                table.row(
                    List.of(
                        percent(point.reach()),
                        count(point.people()),
                        percent(point.recall()),
                        percent(point.precision()),
                        decimal(point.lift(), 2))));
    return Markup.of(
        """
        <div class="block"><h3>How many of the seeds a reach finds</h3>
        <div class="chart" id="{}" role="img" aria-label="{}"></div></div>
        <div class="block"><h3>How much better than chance</h3>
        <div class="chart" id="{}" role="img" aria-label="{}"></div>
        <p class="note">Measured on {} held out of the training. The dashed line is chance.</p></div>
        {}""",
        RECALL,
        "Line: the share of held-out seeds among the people of the highest scores, by reach.",
        LIFT,
        "Line: how many times more seeds a reach finds than chance does, by reach.",
        count(found.heldOut(), "seed", "seeds"),
        table.markup());
  }

  private static Markup effects(LookalikeSection found) {
    double largest =
        found.effects().stream().mapToDouble(effect -> Math.abs(effect.weight())).max().orElse(0);
    Table table =
        Table.of("Features by the size of their effect")
            .text("Feature")
            .text("Effect")
            .number("Mean of seeds")
            .number("Mean of others");
    found.effects().stream()
        .limit(MAX_FEATURES)
        .forEach(
            effect ->
                table.row(
                    List.of(
                        effect.name(),
                        Markup.of(
                            "<td>{}<span class=\"track {}\"><i style=\"width:{}\"></i></span></td>",
                            effect.words(),
                            effect.weight() < 0 ? "less" : "more",
                            Numbers.width(Math.abs(effect.weight()), largest)),
                        Numbers.measure(effect.seedMean()),
                        Numbers.measure(effect.otherMean()))));
    Markup constant =
        found.constant().isEmpty()
            ? Markup.EMPTY
            : Markup.of(
                "<p class=\"note\">The same for all people and left out: {}.</p>",
                String.join(", ", found.constant()));
    return Markup.join(
        List.of(
            table.markup(),
            Bars.more(
                found.effects().size() - MAX_FEATURES, "features of less effect are not shown"),
            constant));
  }

  private static Map<String, Object> line(
      String name, LookalikeSection found, ToDoubleFunction<LookalikeSection.Point> value) {
    List<List<Double>> points =
        found.curve().stream()
            .map(
                point -> List.of(rounded(100 * point.reach()), rounded(value.applyAsDouble(point))))
            .toList();
    return Map.of("name", name, "points", points);
  }

  private static Object chart(
      String y, Map<String, Object> model, Map<String, Object> chance, String unit) {
    return Map.of(
        "kind",
        "line",
        "x",
        "People reached",
        "y",
        y,
        "unit",
        unit,
        "series",
        List.of(model),
        "reference",
        chance);
  }
}
