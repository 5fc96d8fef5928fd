package dev.catchment.pipelines.report;

import java.util.List;

/** Draws the audiences. */
final class AudiencesView {
  private static final int MAX_ROWS = 200;

  private AudiencesView() {}

  static Section section(List<AudienceRow> audiences) {
    String lede =
        Numbers.count(audiences.size(), "audience", "audiences")
            + " chosen by rules over profiles. A profile may be in several or in none.";
    Table table =
        Table.of("Audiences", "audiences")
            .text("Audience")
            .number("Profiles")
            .text("Share of profiles")
            .text("Rule");
    audiences.stream()
        .limit(MAX_ROWS)
        .forEach(
            audience ->
                table.row(
                    List.of(
                        Markup.of("{}<small>{}</small>", audience.name(), audience.description()),
                        Numbers.count(audience.size()),
                        Table.bar(audience.share(), 1, Numbers.percent(audience.share())),
                        Markup.of("<code>{}</code>", audience.rule()))));
    return Section.of(
        "audiences",
        "Audiences",
        lede,
        table.markup(),
        Bars.more(audiences.size() - MAX_ROWS, "audiences not shown"));
  }
}
