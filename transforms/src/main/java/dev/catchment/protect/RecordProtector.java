package dev.catchment.protect;

import dev.catchment.model.RawRecord;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * Withholds the records of one source that lack consent and pseudonymises the personal columns of
 * the others. Not thread-safe.
 */
public final class RecordProtector {
  private final Pseudonymizer pseudonymizer;
  private final String region;
  private final Map<Integer, PersonalKind> personal;
  private final ConsentColumn consent;

  /**
   * A protector.
   *
   * @param pseudonymizer makes the pseudonyms; may be null when no column is personal
   * @param region the region whose national telephone numbers are understood
   * @param personal the kind of the personal columns, by slot
   * @param consent the column that states consent, or null
   */
  public RecordProtector(
      Pseudonymizer pseudonymizer,
      String region,
      Map<Integer, PersonalKind> personal,
      ConsentColumn consent) {
    this.pseudonymizer = pseudonymizer;
    this.region = region;
    this.personal = Map.copyOf(personal);
    this.consent = consent;
  }

  /** The record without personal texts; empty when consent is refused. */
  public Optional<RawRecord> protect(RawRecord record) {
    if (consent != null && consent.withholds(record.column(consent.slot()))) {
      return Optional.empty();
    }
    return Optional.of(personal.isEmpty() ? record : pseudonymized(record));
  }

  private RawRecord pseudonymized(RawRecord record) {
    String[] columns = record.columns();
    BitSet invalid = new BitSet();
    personal.forEach(
        (slot, kind) -> {
          String text = columns[slot];
          if (text != null) {
            Optional<String> pseudonym = pseudonymizer.pseudonym(kind, text, region);
            columns[slot] = pseudonym.orElseGet(() -> pseudonymizer.ofInvalid(kind, text));
            invalid.set(slot, pseudonym.isEmpty());
          }
        });
    return record.withColumns(columns, invalid);
  }
}
