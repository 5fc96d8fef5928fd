package dev.catchment.pipelines.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Draws the rejected records by reason. */
final class RejectedView {
  private static final int MAX_ROWS = 200;
  private static final Comparator<RejectedReason> LARGEST_FIRST =
      Comparator.comparingLong(RejectedReason::count)
          .reversed()
          .thenComparing(RejectedReason::source)
          .thenComparing(RejectedReason::reason)
          .thenComparing(RejectedReason::example);

  private RejectedView() {}

  static Section section(List<RejectedReason> reasons) {
    long all = reasons.stream().mapToLong(RejectedReason::count).sum();
    TreeMap<String, Long> byReason =
        reasons.stream()
            .collect(
                groupingBy(
                    RejectedReason::reason, TreeMap::new, summingLong(RejectedReason::count)));
    List<NamedCount> bars =
        byReason.entrySet().stream()
            .map(reason -> new NamedCount(reason.getKey(), reason.getValue()))
            .sorted(
                Comparator.comparingLong(NamedCount::count)
                    .reversed()
                    .thenComparing(NamedCount::name))
            .toList();
    String lede =
        Numbers.count(all, "record was", "records were")
            + " kept aside for "
            + Numbers.count(bars.size(), "reason", "reasons")
            + ". Each can be found again by its position, repaired and fed again.";
    return Section.of(
        "rejected",
        "Rejected records",
        lede,
        Bars.of("Rejected by reason", bars, all),
        table(reasons));
  }

  private static Markup table(List<RejectedReason> reasons) {
    Table table =
        Table.of("Rejected records by source and reason")
            .text("Source")
            .text("Reason")
            .number("Records")
            .text("Example at");
    reasons.stream()
        .sorted(LARGEST_FIRST)
        .limit(MAX_ROWS)
        .forEach(
            reason ->
                table.row(
                    List.of(
                        reason.source(),
                        reason.reason(),
                        Numbers.count(reason.count()),
                        Markup.of("<code>{}</code>", reason.example()))));
    return Section.block(
        "By source and reason",
        Markup.join(
            List.of(table.markup(), Bars.more(reasons.size() - MAX_ROWS, "rows not shown"))));
  }
}
