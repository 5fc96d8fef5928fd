package dev.catchment.pipelines.report;

import static dev.catchment.pipelines.report.Numbers.count;

import java.util.List;

/** Draws how identifiers were joined to people. */
final class IdentitiesView {
  private IdentitiesView() {}

  static Section section(IdentitySection identities) {
    long all = identities.identifiers().stream().mapToLong(NamedCount::count).sum();
    String ratio =
        identities.people() == 0
            ? ""
            : ", " + Numbers.decimal((double) all / identities.people(), 2) + " each on average";
    String shared =
        identities.sharedIgnored() == 0
            ? " None was shared by too many people."
            : " "
                + count(identities.sharedIgnored(), "identifier was", "identifiers were")
                + " shared by too many people and joined nobody.";
    String lede =
        count(all, "identifier belongs", "identifiers belong")
            + " to "
            + count(identities.people(), "person", "people")
            + ratio
            + "."
            + shared;
    return Section.of(
        "identities",
        "Identities",
        lede,
        block("Identifiers by namespace", identities.identifiers(), all),
        block("People by number of identifiers", identities.sizes(), identities.people()));
  }

  private static Markup block(String title, List<NamedCount> counts, long whole) {
    return counts.isEmpty() ? Markup.EMPTY : Section.block(title, Bars.of(title, counts, whole));
  }
}
