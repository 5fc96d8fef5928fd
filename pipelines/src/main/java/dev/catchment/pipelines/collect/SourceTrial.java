package dev.catchment.pipelines.collect;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.clean.Binding;
import dev.catchment.clean.EventMapping;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads, protects and maps the first records of one source as the job would, with a key that is
 * thrown away. Values of personal columns are not looked at but by the protection.
 */
final class SourceTrial {
  private final SourcePlan source;
  private final RecordSteps steps;
  private final Tallies tallies = new Tallies();
  private final Map<String, Group> rejected = new LinkedHashMap<>();
  private int accepted;

  SourceTrial(SourcePlan source, String region) {
    this.source = source;
    this.steps = RecordSteps.ofTrial(source, region);
  }

  /** What would become of the first records of some files, or of the table of the source. */
  Sample of(List<String> globs, double maxRejected) {
    FirstRecords first =
        source.table().isPresent()
            ? source.table().get().first(source.name(), source.columns(), Sample.RECORDS)
            : FirstRecords.of(
                source.name(),
                InputFiles.match(globs),
                source.format(),
                source.columns(),
                Sample.RECORDS);
    for (Rejected record : first.rejected()) {
      group(record.reason(), record.position(), record.message(), null);
    }
    first.records().forEach(this::add);
    return new Sample(
        source.name(),
        first.records().size() + first.rejected().size(),
        accepted,
        count(Outcome.WITHHELD).getOrDefault("", 0),
        count(Outcome.FILTERED),
        rejected.values().stream()
            .map(this::reason)
            .sorted(Comparator.comparingInt(Sample.Reason::count).reversed())
            .toList(),
        maxRejected,
        Optional.empty());
  }

  private void add(RawRecord record) {
    steps.take(record, event -> accepted++, rejected -> add(record, rejected), tallies);
  }

  private void add(RawRecord record, Rejected flaw) {
    Group group = group(flaw.reason(), record.position(), flaw.message(), flaw.field());
    text(record, flaw.field()).ifPresent(group.texts::add);
  }

  /** The counts of an outcome by reason; of one without reasons the name is empty. */
  private Map<String, Integer> count(Outcome outcome) {
    String prefix = outcome.summaryName() + "/" + source.name();
    Map<String, Integer> counts = new TreeMap<>();
    tallies
        .counts()
        .forEach(
            (name, count) -> {
              if (name.startsWith(prefix)) {
                counts.put(
                    name.substring(prefix.length()).replaceFirst("^/", ""), count.intValue());
              }
            });
    return counts;
  }

  private Group group(String reason, Position position, String message, String field) {
    Group group =
        rejected.computeIfAbsent(reason, name -> new Group(name, position, message, field));
    group.count++;
    return group;
  }

  /** The text of the column that a part comes from, unless it is personal. */
  private Optional<String> text(RawRecord record, String field) {
    return binding(field)
        .filter(binding -> binding.column() >= 0)
        .filter(binding -> !source.personal().containsKey(binding.column()))
        .map(binding -> record.column(binding.column()));
  }

  private Optional<Binding> binding(String field) {
    EventMapping mapping = source.mapping();
    return Stream.of(
            Stream.of(mapping.timestamp(), mapping.type(), mapping.messageId(), mapping.event()),
            mapping.identifiers().stream(),
            mapping.values().stream())
        .flatMap(bindings -> bindings)
        .filter(binding -> binding != null && binding.name().equals(field))
        .findFirst();
  }

  private Sample.Reason reason(Group group) {
    return new Sample.Reason(
        group.name,
        group.count,
        group.example,
        group.message,
        RejectionHint.of(group.name, binding(group.field), group.texts, group.example.file()));
  }

  private static final class Group {
    private final String name;
    private final Position example;
    private final String message;
    private final String field;
    private final List<String> texts = new ArrayList<>();
    private int count;

    Group(String name, Position example, String message, String field) {
      this.name = name;
      this.example = example;
      this.message = message;
      this.field = field;
    }
  }
}
