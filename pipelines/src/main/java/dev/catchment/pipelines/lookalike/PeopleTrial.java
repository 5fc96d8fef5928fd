package dev.catchment.pipelines.lookalike;

import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Sample;
import dev.catchment.pipelines.Sample.Reason;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the first rows of the table as the job would, and looks for the seeds in a small one. */
final class PeopleTrial {
  private final LookalikePlan plan;
  private final Map<String, Reason> reasons = new LinkedHashMap<>();
  private final Set<String> people = new HashSet<>();
  private int accepted;
  private int filtered;

  private PeopleTrial(LookalikePlan plan) {
    this.plan = plan;
  }

  static Sample of(LookalikePlan plan, Set<String> seeds) {
    return new PeopleTrial(plan).sample(seeds);
  }

  private Sample sample(Set<String> seeds) {
    FirstRecords first =
        FirstRecords.ofTable(TableFiles.of(plan.profiles()), plan.tableColumns(), Sample.RECORDS);
    for (Rejected row : first.rejected()) {
      add(new Reason(row.reason(), 1, row.position(), row.message(), ""));
    }
    first.records().forEach(this::look);
    int rows = first.records().size() + first.rejected().size();
    return new Sample(
        TableFiles.SOURCE,
        rows,
        accepted,
        0,
        filtered == 0 ? Map.of() : Map.of("--where", filtered),
        new ArrayList<>(reasons.values()),
        1,
        rows < Sample.RECORDS ? complaint(seeds) : Optional.empty());
  }

  private void look(RawRecord record) {
    TableRow row = TableRow.of(record);
    if (!plan.condition().holds(row)) {
      filtered++;
      return;
    }
    String flaw = plan.columns().flaw(row);
    if (flaw == null) {
      accepted++;
      people.add(plan.columns().id(row));
    } else if (plan.columns().id(row) == null) {
      add(
          new Reason(
              flaw,
              1,
              record.position(),
              plan.id() + " is empty",
              "name the column of ids by --id"));
    } else {
      String feature = flaw.replaceFirst("invalid_", "");
      add(
          new Reason(
              flaw,
              1,
              record.position(),
              feature + " is no number",
              "name columns of numbers with --features, or leave such rows out with --where"));
    }
  }

  /** What is wrong with a table that was read whole. */
  private Optional<String> complaint(Set<String> seeds) {
    long found = people.stream().filter(seeds::contains).count();
    if (found < plan.minimum()) {
      return Optional.of(
          "%d of the seeds are in the table, fewer than --minimum=%d; see that their ids are those of its column %s"
              .formatted(found, plan.minimum(), plan.id()));
    }
    return plan.reach().people(people.size() - found) < plan.minimum()
        ? Optional.of(
            "the table has %d people who are no seeds, too few for --minimum=%d; give a larger table"
                .formatted(people.size() - found, plan.minimum()))
        : Optional.empty();
  }

  private void add(Reason one) {
    reasons.merge(one.name(), one, Reason::and);
  }
}
