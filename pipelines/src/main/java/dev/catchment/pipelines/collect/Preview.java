package dev.catchment.pipelines.collect;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.TextTable;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.FirstRecords;
import dev.catchment.rules.EventFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows what becomes of the first records of one source, each beside its columns, with a key that
 * is thrown away. The text of a personal column is never shown.
 */
final class Preview {
  private static final String INDENT = "  ";

  private final SourcePlan source;
  private final SourceParts parts;
  private final RecordSteps steps;
  private final RecordTable table;
  private final Console console;
  private int pieces;
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

  Preview(SourcePlan source, EventFields fields, String region, Console console) {
    this.source = source;
    this.parts = new SourceParts(source);
    this.steps = RecordSteps.ofTrial(source, region);
    this.table = new RecordTable(source, fields);
    this.console = console;
  }

  /** Shows the first records of the source. */
  void show(FirstRecords first) {
    Stream.concat(first.records().stream().map(Found::of), first.rejected().stream().map(Found::of))
        .sorted(Comparator.comparing(Found::position))
        .forEach(this::show);
    int read = first.records().size() + first.rejected().size() + pieces;
    console.result(
        "%s: %s%s",
        source.name(),
        read == 0
            ? "no record"
            : read == 1 ? "the first record" : "the first %,d records".formatted(read),
        counts.entrySet().stream()
            .map(count -> ", %,d %s".formatted(count.getValue(), count.getKey().summaryName()))
            .collect(Collectors.joining()));
    console.result("");
  }

  private void show(Found found) {
    if (found.record() == null) {
      count(Outcome.REJECTED);
      show(found.unread(), List.of(), found.unread().payload());
      return;
    }
    pieces += steps.unpack(found.record(), this::show) - 1;
  }

  private void show(RawRecord record, String broken) {
    List<Event> events = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    Tallies tallies = new Tallies();
    steps.take(record, broken, events::add, rejected::add, tallies);
    events.forEach(event -> show(record, event));
    rejected.forEach(
        flaw -> {
          count(Outcome.REJECTED);
          show(flaw, parts.openText(flaw).stream().toList(), null);
          print(table.of(record));
        });
    tallies.counts().keySet().forEach(name -> leftOut(record, name.split("/", 3)));
  }

  private void show(RawRecord record, Event event) {
    count(Outcome.ACCEPTED);
    console.result("%s: accepted", record.position());
    print(table.of(record, event));
  }

  /** Shows why a record is rejected, and the shape of one that has no columns. */
  private void show(Rejected flaw, List<String> texts, String shape) {
    console.result("%s: rejected as %s", flaw.position(), flaw.reason());
    console.result("%s%s", INDENT, flaw.message());
    String hint =
        RejectionHint.of(flaw.reason(), parts.find(flaw.field()), texts, flaw.position().file());
    if (!hint.isEmpty()) {
      console.result("%s%s", INDENT, TextTable.visible(hint));
    }
    if (shape != null && !shape.isEmpty()) {
      print(new TextTable().row("looks like", shape));
    }
  }

  private void leftOut(RawRecord record, String... name) {
    switch (Outcome.valueOf(name[0].toUpperCase(Locale.ROOT))) {
      case WITHHELD -> {
        count(Outcome.WITHHELD);
        console.result(
            "%s: withheld, for the column %s does not grant consent",
            record.position(), parts.name(source.consent().orElseThrow().slot()));
        console.result("");
      }
      case FILTERED -> {
        count(Outcome.FILTERED);
        console.result("%s: filtered, left out by the rule %s", record.position(), name[2]);
        print(table.of(record));
      }
      default -> {}
    }
  }

  private void print(TextTable lines) {
    lines.lines(INDENT).forEach(line -> console.result("%s", line));
    console.result("");
  }

  private void count(Outcome outcome) {
    counts.merge(outcome, 1, Integer::sum);
  }

  /** A record, or else what could not be read as one. */
  private record Found(Position position, RawRecord record, Rejected unread) {
    static Found of(RawRecord record) {
      return new Found(record.position(), record, null);
    }

    static Found of(Rejected unread) {
      return new Found(unread.position(), null, unread);
    }
  }
}
