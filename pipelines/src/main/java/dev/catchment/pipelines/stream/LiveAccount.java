package dev.catchment.pipelines.stream;

import dev.catchment.account.Outcome;
import dev.catchment.pipelines.Console;
import java.util.SortedMap;

/** The account of the records of a live job whose input has ended. */
public final class LiveAccount {
  private LiveAccount() {}

  /** Says what became of the records, by the counts of the steps. */
  public static void report(Console console, SortedMap<String, Long> counts) {
    console.result(
        "%,d read = %,d accepted + %,d rejected + %,d duplicate + %,d withheld + %,d filtered",
        count(counts, Outcome.READ),
        count(counts, Outcome.ACCEPTED),
        count(counts, Outcome.REJECTED),
        count(counts, Outcome.DUPLICATE),
        count(counts, Outcome.WITHHELD),
        count(counts, Outcome.FILTERED));
  }

  private static long count(SortedMap<String, Long> counts, Outcome outcome) {
    return counts.getOrDefault(outcome.summaryName(), 0L);
  }
}
