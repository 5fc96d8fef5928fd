package dev.catchment.pipelines.repair;

import dev.catchment.model.Nearest;
import dev.catchment.pipelines.config.PatchFile;
import dev.catchment.read.RejectedFiles;
import dev.catchment.store.OpenRecords;
import dev.catchment.store.RejectedJson;
import dev.catchment.store.StoreSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The open rejected records of a store by cause, and how many of each pass, found by trying every
 * one. Keeps a hundred records of each cause.
 */
final class Survey {
  /** How often patches are looked for: a record may have one flaw behind another. */
  private static final int ROUNDS = 3;

  private final StoreSnapshot store;
  private final RepairPlan plan;
  private final SortedMap<String, Cause> causes = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Long>> columns = new TreeMap<>();
  private final SortedMap<String, Cause> later = new TreeMap<>();
  private final Map<Cause, Proposal> proposals = new LinkedHashMap<>();

  private Survey(StoreSnapshot store, RepairPlan plan) {
    this.store = store;
    this.plan = plan;
  }

  /**
   * Tries the open records of a store as planned.
   *
   * @throws dev.catchment.pipelines.UsageException when a patch renames a column that no record has
   */
  static Survey of(StoreSnapshot store, RepairPlan plan) {
    Survey survey = new Survey(store, plan);
    survey.tryAsPlanned();
    survey.checkRenamed();
    return survey;
  }

  private void tryAsPlanned() {
    Map<String, SourceRepair> sources = sources(Map.of());
    forEachOpen(
        record -> {
          Attempt attempt = RepairPipeline.attempt(sources, record);
          Contents contents = Contents.of(record).orElse(null);
          cause(record, attempt, causes).add(record.record().position(), attempt, contents);
          if (contents != null) {
            count(record.record().source(), contents);
          }
        });
  }

  private void count(String source, Contents contents) {
    SortedMap<String, Long> counts = columns.computeIfAbsent(source, unused -> new TreeMap<>());
    contents.names().forEach(column -> counts.merge(column, 1L, Long::sum));
  }

  private static Cause cause(
      RejectedJson.Stored record, Attempt attempt, Map<String, Cause> found) {
    String source = record.record().source();
    boolean needsSource = attempt.fate() == Attempt.Fate.NEEDS_SOURCE;
    String reason = attempt.isSettled() ? record.record().reason() : attempt.reason();
    return found.computeIfAbsent(
        source + "/" + (needsSource ? 1 : 0) + "/" + reason,
        unused -> new Cause(source, reason, needsSource));
  }

  private Map<String, SourceRepair> sources(Map<String, List<SourcePatch>> more) {
    Map<String, SourceRepair> sources = new HashMap<>();
    plan.sources()
        .forEach(
            (name, source) ->
                sources.put(
                    name, new SourceRepair(source.forTrial(more.getOrDefault(name, List.of())))));
    return sources;
  }

  private void forEachOpen(Consumer<RejectedJson.Stored> records) {
    OpenRecords open = store.openRecords();
    Set<String> keeping = plan.keepingDuplicates();
    for (String file : store.rejectedPaths()) {
      try {
        RejectedFiles.read(
            file,
            record -> {
              if (RepairPipeline.isOpen(open, file, record, keeping)) {
                records.accept(record);
              }
            });
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot read " + file, failure);
      }
    }
  }

  private void checkRenamed() {
    if (plan.patches().isEmpty()) {
      return;
    }
    PatchFile file = plan.patches().get();
    for (int index = 0; index < file.patches().size(); index++) {
      PatchFile.Patch patch = file.patches().get(index);
      SortedMap<String, Long> known = columns.get(patch.source());
      for (String from : patch.rename().keySet()) {
        if (known != null && !known.containsKey(from)) {
          throw file.problem(
              index,
              "no open rejected record of %s has a column %s%s They have %s"
                  .formatted(
                      patch.source(),
                      from,
                      Nearest.hintOrStop(from, known.keySet()),
                      String.join(", ", known.keySet())),
              "rename",
              from);
        }
      }
    }
  }

  /** Looks for patches that help, also for what is wrong with records once they are patched. */
  Survey withProposals() {
    Proposer proposer = new Proposer(plan);
    Map<String, List<SourcePatch>> patches = new HashMap<>();
    Map<String, Cause> found = causes;
    for (int round = 0; round < ROUNDS && propose(proposer, found, patches); round++) {
      found = tryPatched(sources(patches));
      found.keySet().removeAll(causes.keySet());
      found.keySet().removeAll(later.keySet());
      later.putAll(found);
    }
    return this;
  }

  /** Adds the patches that help with causes; whether there are any. */
  private boolean propose(
      Proposer proposer, Map<String, Cause> found, Map<String, List<SourcePatch>> patches) {
    boolean isAny = false;
    for (Cause cause : found.values()) {
      Optional<Proposal> proposal = proposer.of(cause);
      proposal.ifPresent(one -> proposals.put(cause, one));
      Optional<SourcePatch> patch = proposal.flatMap(Proposal::patch);
      if (patch.isPresent()) {
        patches.computeIfAbsent(cause.source(), unused -> new ArrayList<>()).add(patch.get());
        isAny = true;
      }
    }
    return isAny;
  }

  /** Counts what passes with patches; gives what the other records are rejected for then. */
  private Map<String, Cause> tryPatched(Map<String, SourceRepair> patched) {
    Map<String, SourceRepair> planned = sources(Map.of());
    Map<Cause, Long> passing = new HashMap<>();
    Map<String, Cause> failing = new TreeMap<>();
    forEachOpen(
        record -> {
          Attempt before = RepairPipeline.attempt(planned, record);
          Attempt after = RepairPipeline.attempt(patched, record);
          if (after.isSettled()) {
            passing.merge(cause(record, before, causes), 1L, Long::sum);
          } else {
            cause(record, after, failing)
                .add(record.record().position(), after, Contents.of(record).orElse(null));
          }
        });
    causes.values().forEach(cause -> cause.setPassingPatched(passing.getOrDefault(cause, 0L)));
    return failing;
  }

  /** The causes by source, the most frequent first. */
  List<Cause> causes() {
    return causes.values().stream()
        .sorted(
            Comparator.comparing(Cause::source)
                .thenComparing(Comparator.comparingLong(Cause::count).reversed())
                .thenComparing(Cause::reason))
        .toList();
  }

  /** What records are rejected for only once they have the proposed patches. */
  List<Cause> later() {
    return List.copyOf(later.values());
  }

  /** What is proposed for a cause; empty where nothing is. */
  Optional<Proposal> proposal(Cause cause) {
    return Optional.ofNullable(proposals.get(cause));
  }

  /** How many open records of a source have each column that the configuration does not use. */
  SortedMap<String, Long> unused(String source) {
    SortedMap<String, Long> unused = new TreeMap<>(columns.getOrDefault(source, new TreeMap<>()));
    SourceRepair.Plan known = plan.sources().get(source);
    if (known == null) {
      return new TreeMap<>();
    }
    unused.keySet().removeAll(known.mapping().columns());
    unused.keySet().removeAll(known.derived());
    plan.patches().stream()
        .flatMap(file -> file.patches().stream())
        .filter(patch -> patch.source().equals(source))
        .forEach(patch -> unused.keySet().removeAll(patch.rename().keySet()));
    return unused;
  }

  /** How many records are open. */
  long open() {
    return causes.values().stream().mapToLong(Cause::count).sum();
  }

  /** How many of them pass as planned. */
  long passing() {
    return causes.values().stream().mapToLong(Cause::passing).sum();
  }

  /** How many would pass with the proposed patches too. */
  long passingPatched() {
    return Math.max(passing(), causes.values().stream().mapToLong(Cause::passingPatched).sum());
  }

  /** Whether any patch is proposed. */
  boolean hasPatches() {
    return proposals.values().stream().anyMatch(proposal -> proposal.patch().isPresent());
  }
}
