package dev.catchment.pipelines.repair;

import dev.catchment.clean.Binding;
import dev.catchment.clean.ClockSkew;
import dev.catchment.clean.EventMapper;
import dev.catchment.clean.EventMapping;
import dev.catchment.clean.Flaw;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.protect.ConsentColumn;
import dev.catchment.protect.PersonalKind;
import dev.catchment.protect.Pseudonymizer;
import dev.catchment.protect.RecordProtector;
import dev.catchment.store.RejectedJson;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tries rejected records of one source again, as they were kept: protected and cut into columns.
 * Not thread-safe.
 *
 * <p>Patches without a reason change every record before it is mapped. Where it is rejected, the
 * patches for that reason follow, each once, until it passes or none is left.
 *
 * <p>A column that holds a pseudonym stays as it is and must be of the same personal kind now; one
 * that is personal only by now is pseudonymised before anything else looks at it.
 */
final class SourceRepair {
  private final Plan plan;
  private final Map<BitSet, EventMapper> mappers = new HashMap<>();
  private Pseudonymizer pseudonymizer;

  /** Repairs as a plan says. */
  SourceRepair(Plan plan) {
    this.plan = plan;
  }

  /**
   * What is needed to know where the records are tried.
   *
   * @param mapping how records become events
   * @param derived the names of the columns that are made of others, by slot
   * @param personal the kind of the personal columns, by slot
   * @param consent the column that states consent, or null
   * @param keyFile the file of the pseudonym key; empty for one that is thrown away
   * @param region the region whose national telephone numbers are understood
   * @param patches the patches in their order
   */
  record Plan(
      EventMapping mapping,
      List<String> derived,
      Map<Integer, PersonalKind> personal,
      ConsentColumn consent,
      String keyFile,
      String region,
      List<SourcePatch> patches)
      implements Serializable {
    Plan {
      derived = List.copyOf(derived);
      personal = Map.copyOf(personal);
      patches = List.copyOf(patches);
    }

    /** The same plan with some patches. */
    Plan withPatches(List<SourcePatch> all) {
      return new Plan(mapping, derived, personal, consent, keyFile, region, all);
    }

    /** The same plan with more patches, and a key that is thrown away. */
    Plan forTrial(List<SourcePatch> more) {
      List<SourcePatch> all = Stream.concat(patches.stream(), more.stream()).toList();
      return new Plan(mapping, derived, personal, consent, "", region, all);
    }

    /** The parts of an event that come from somewhere. */
    List<Binding> parts() {
      return mapping.bindings();
    }

    /** The name of the column in a slot. */
    String column(int slot) {
      return slot < RawRecord.DERIVED
          ? mapping.columns().get(slot)
          : derived.get(slot - RawRecord.DERIVED);
    }
  }

  /** What becomes of a record now. */
  Attempt of(RejectedJson.Stored stored) {
    Optional<Contents> contents = Contents.of(stored);
    if (contents.isEmpty()) {
      return Attempt.needsSource(stored.record());
    }
    BitSet applied = new BitSet();
    apply(null, applied, contents.get());
    while (true) {
      Attempt attempt = map(contents.get(), stored.record(), applied);
      if (attempt.isSettled() || !apply(attempt.reason(), applied, contents.get())) {
        return attempt;
      }
    }
  }

  /** Applies the patches for a reason that were not yet; whether there were any. */
  private boolean apply(String reason, BitSet applied, Contents contents) {
    boolean isChanged = false;
    for (int index = 0; index < plan.patches().size(); index++) {
      SourcePatch patch = plan.patches().get(index);
      boolean isMeant = reason == null ? patch.reason() == null : reason.equals(patch.reason());
      if (isMeant && !applied.get(index)) {
        applied.set(index);
        contents.apply(patch);
        isChanged = true;
      }
    }
    return isChanged;
  }

  private Attempt map(Contents contents, Rejected rejected, BitSet applied) {
    List<String> names = plan.mapping().columns();
    String[] texts = new String[names.size()];
    BitSet invalid = new BitSet();
    Map<Integer, PersonalKind> open = new HashMap<>();
    for (int slot = 0; slot < texts.length; slot++) {
      texts[slot] = contents.text(names.get(slot));
      String kind = contents.pseudonymKind(names.get(slot));
      PersonalKind wanted = plan.personal().get(slot);
      if (kind != null) {
        boolean isInvalid = kind.startsWith(Rejected.INVALID);
        String bare = isInvalid ? kind.substring(Rejected.INVALID.length()) : kind;
        if (wanted == null || !wanted.configName().equals(bare)) {
          return otherProtection(names.get(slot), bare);
        }
        invalid.set(slot, isInvalid);
      } else if (wanted != null) {
        open.put(slot, wanted);
      }
    }
    return protect(record(rejected.source(), rejected.position(), texts, contents), open)
        .map(safe -> map(marked(safe, invalid), mapper(applied)))
        .orElseGet(Attempt::withheld);
  }

  private static Attempt otherProtection(String column, String kind) {
    return Attempt.rejected(
        Attempt.OTHER_PROTECTION,
        column,
        "%s holds the pseudonym of a value of the kind %s, which the configuration does not declare it to be"
            .formatted(column, kind));
  }

  private RawRecord record(String source, Position position, String[] texts, Contents contents) {
    RawRecord record = RawRecord.adopt(source, position, texts);
    return plan.derived().isEmpty()
        ? record
        : record.withDerived(plan.derived().stream().map(contents::text).toArray(String[]::new));
  }

  private Optional<RawRecord> protect(RawRecord record, Map<Integer, PersonalKind> open) {
    return new RecordProtector(
            open.isEmpty() ? null : pseudonymizer(), plan.region(), open, plan.consent())
        .protect(record);
  }

  private Pseudonymizer pseudonymizer() {
    if (pseudonymizer == null) {
      try {
        pseudonymizer =
            plan.keyFile().isEmpty()
                ? Pseudonymizer.withFreshKey()
                : Pseudonymizer.withKey(plan.keyFile());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the pseudonym key " + plan.keyFile(), e);
      }
    }
    return pseudonymizer;
  }

  private RawRecord marked(RawRecord record, BitSet invalid) {
    BitSet all = (BitSet) invalid.clone();
    plan.personal()
        .keySet()
        .forEach(slot -> all.set(slot, all.get(slot) || record.isInvalid(slot)));
    return record.withColumns(record.columns(), all);
  }

  private static Attempt map(RawRecord record, EventMapper mapper) {
    try {
      EventMapper.Mapped mapped = mapper.map(record);
      return mapped.event().map(Attempt::of).orElseGet(() -> Attempt.filtered(mapped.filter()));
    } catch (Flaw flaw) {
      return Attempt.rejected(flaw.reason(), flaw.field(), flaw.getMessage());
    }
  }

  private EventMapper mapper(BitSet applied) {
    EventMapper known = mappers.get(applied);
    if (known == null) {
      Map<String, Binding> parts = new HashMap<>();
      applied.stream().forEach(index -> parts.putAll(plan.patches().get(index).parts()));
      known = new EventMapper(patched(plan.mapping(), parts));
      mappers.put((BitSet) applied.clone(), known);
    }
    return known;
  }

  private static EventMapping patched(EventMapping mapping, Map<String, Binding> parts) {
    return parts.isEmpty()
        ? mapping
        : new EventMapping(
            mapping.source(),
            mapping.channel(),
            mapping.columns(),
            mapping.fields(),
            patched(mapping.messageId(), parts),
            patched(mapping.type(), parts),
            patched(mapping.event(), parts),
            patched(mapping.timestamp(), parts),
            patched(mapping.skew(), parts),
            mapping.consentColumn(),
            patched(mapping.identifiers(), parts),
            patched(mapping.values(), parts),
            mapping.filters());
  }

  private static ClockSkew patched(ClockSkew skew, Map<String, Binding> parts) {
    return skew == null
        ? null
        : new ClockSkew(patched(skew.sentAt(), parts), patched(skew.receivedAt(), parts));
  }

  private static Binding patched(Binding part, Map<String, Binding> parts) {
    return part == null ? null : parts.getOrDefault(part.name(), part);
  }

  private static List<Binding> patched(List<Binding> all, Map<String, Binding> parts) {
    List<Binding> patched = new ArrayList<>(all);
    patched.replaceAll(part -> patched(part, parts));
    return patched;
  }
}
