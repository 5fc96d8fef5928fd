package dev.catchment.pipelines.collect;

import com.google.common.collect.Maps;
import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.clean.EventMapping;
import dev.catchment.clean.RecordMapper;
import dev.catchment.enrich.Enrichment;
import dev.catchment.enrich.RecordEnricher;
import dev.catchment.model.Event;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.protect.ConsentColumn;
import dev.catchment.protect.PersonalKind;
import dev.catchment.protect.Pseudonymizer;
import dev.catchment.protect.RecordProtector;
import dev.catchment.read.RecordUnpacker;
import dev.catchment.read.Unpacking;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What becomes of the raw records of one source: each is unpacked, enriched, protected and mapped.
 * Not thread-safe.
 *
 * <p>Personal values leave before any step that can reject a record with its contents; the
 * unpacking and enrichment before that reject nothing.
 */
public final class RecordSteps {
  private final RecordUnpacker unpacker;
  private final RecordEnricher enricher;
  private final RecordProtector protector;
  private final RecordMapper mapper;

  private RecordSteps(
      RecordUnpacker unpacker,
      RecordEnricher enricher,
      RecordProtector protector,
      RecordMapper mapper) {
    this.unpacker = unpacker;
    this.enricher = enricher;
    this.protector = protector;
    this.mapper = mapper;
  }

  /**
   * What the steps need to know, where they run.
   *
   * @param unpacking how the columns of the mapping are made of those that were read, or null
   * @param enrichment the columns that are made of others, or null
   * @param personal the kind of the personal columns, by slot
   * @param consent the column that states consent, or null
   * @param mapping how records become events
   * @param keyFile the file of the pseudonym key, which is read where there is need
   * @param region the region whose national telephone numbers are understood
   * @param runTime when the job started
   */
  public record Plan(
      Unpacking unpacking,
      Enrichment enrichment,
      Map<Integer, PersonalKind> personal,
      ConsentColumn consent,
      EventMapping mapping,
      String keyFile,
      String region,
      Instant runTime)
      implements Serializable {
    public Plan {
      personal = Map.copyOf(personal);
    }

    /** The same plan with one and the same message id for all events. */
    public Plan withoutMessageIds() {
      return new Plan(
          unpacking,
          enrichment,
          personal,
          consent,
          mapping.withoutMessageIds(),
          keyFile,
          region,
          runTime);
    }

    /** The plan of a source. */
    static Plan of(SourcePlan source, String keyFile, String region, Instant runTime) {
      return new Plan(
          source.unpacking().orElse(null),
          source.enrichment().orElse(null),
          source.personal(),
          source.consent().orElse(null),
          source.mapping(),
          keyFile,
          region,
          runTime);
    }
  }

  /** The steps that a plan describes. */
  public static RecordSteps of(Plan plan) throws IOException {
    return of(plan, plan.personal().isEmpty() ? null : Pseudonymizer.withKey(plan.keyFile()));
  }

  /** The steps of a source with a key that nothing else has. */
  static RecordSteps ofTrial(SourcePlan source, String region) {
    return of(Plan.of(source, "", region, Instant.EPOCH), Pseudonymizer.withFreshKey());
  }

  private static RecordSteps of(Plan plan, Pseudonymizer pseudonymizer) {
    return new RecordSteps(
        plan.unpacking() == null ? null : new RecordUnpacker(plan.unpacking()),
        plan.enrichment() == null ? null : new RecordEnricher(plan.enrichment()),
        new RecordProtector(pseudonymizer, plan.region(), plan.personal(), plan.consent()),
        new RecordMapper(
            plan.mapping(),
            plan.enrichment() == null ? List.of() : plan.enrichment().wanted(),
            Maps.transformValues(plan.personal(), PersonalKind::configName),
            plan.runTime()));
  }

  /**
   * Hands on what becomes of a record: an event, a rejected record, or a count alone; of one that
   * becomes several records, of each. Those beyond the first are counted as read.
   */
  public void take(
      RawRecord record, Consumer<Event> events, Consumer<Rejected> rejected, Tallies tallies) {
    take(record, Long.MAX_VALUE, events, rejected, tallies);
  }

  /**
   * As the other method, of events that happened at a time at the latest; later ones are rejected.
   */
  public void take(
      RawRecord record,
      long latest,
      Consumer<Event> events,
      Consumer<Rejected> rejected,
      Tallies tallies) {
    int records =
        unpack(record, (one, broken) -> take(one, broken, latest, events, rejected, tallies));
    if (records > 1) {
      tallies.add(Outcome.READ, record.source(), records - 1);
    }
  }

  /**
   * Hands on the records, in the columns of the mapping, that a record becomes before all else.
   *
   * @return how many they are
   */
  int unpack(RawRecord record, RecordUnpacker.Sink sink) {
    if (unpacker == null) {
      sink.take(record, null);
      return 1;
    }
    return unpacker.unpack(record, sink);
  }

  /** As the other method for an unpacked record, of which a column may be broken. */
  void take(
      RawRecord record,
      String broken,
      Consumer<Event> events,
      Consumer<Rejected> rejected,
      Tallies tallies) {
    take(record, broken, Long.MAX_VALUE, events, rejected, tallies);
  }

  private void take(
      RawRecord record,
      String broken,
      long latest,
      Consumer<Event> events,
      Consumer<Rejected> rejected,
      Tallies tallies) {
    Optional<RawRecord> safe =
        protector.protect(enricher == null ? record : enricher.enrich(record));
    if (safe.isEmpty()) {
      tallies.add(Outcome.WITHHELD, record.source(), 1);
    } else if (broken == null) {
      mapper.map(safe.get(), latest, events, rejected, tallies);
    } else {
      mapper.rejectBroken(safe.get(), broken, rejected, tallies);
    }
  }
}
