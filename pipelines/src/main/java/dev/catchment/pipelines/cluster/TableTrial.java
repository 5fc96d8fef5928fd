package dev.catchment.pipelines.cluster;

import dev.catchment.cluster.FeatureEncoding;
import dev.catchment.cluster.Refusal;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Sample;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the first rows of a table as the job would, enough to see whether there is one for each
 * cluster.
 */
final class TableTrial {
  private TableTrial() {}

  static Sample of(
      String input, List<String> columns, RowCheck check, FeatureEncoding encoding, int leastRows) {
    int limit = Math.max(Sample.RECORDS, leastRows);
    FeatureReader reader = check.reader(encoding);
    double[] values = new double[reader.width()];
    FirstRecords first = FirstRecords.ofTable(TableFiles.of(input), columns, limit);
    Map<String, Sample.Reason> reasons = new LinkedHashMap<>();
    for (Rejected row : first.rejected()) {
      add(reasons, new Sample.Reason(row.reason(), 1, row.position(), row.message(), ""));
    }
    int accepted = 0;
    int filtered = 0;
    for (RawRecord row : first.records()) {
      TableRow cells = TableRow.of(row);
      Refusal refusal = reader.read(cells, values);
      if (!check.isChosen(cells)) {
        filtered++;
      } else if (refusal == null) {
        accepted++;
      } else {
        add(reasons, reason(refusal, row));
      }
    }
    int rows = first.records().size() + first.rejected().size();
    Optional<String> complaint =
        rows < limit && accepted < leastRows
            ? Optional.of(
                "the table has %d rows to cluster, fewer than --k=%d; set --k=%d or less"
                    .formatted(accepted, leastRows, Math.max(1, accepted)))
            : Optional.empty();
    return new Sample(
        TableFiles.SOURCE,
        rows,
        accepted,
        0,
        filtered == 0 ? Map.of() : Map.of("--where", filtered),
        new ArrayList<>(reasons.values()),
        1,
        complaint);
  }

  private static Sample.Reason reason(Refusal refusal, RawRecord row) {
    return switch (refusal.reason()) {
      case INVALID ->
          new Sample.Reason(
              refusal.text(),
              1,
              row.position(),
              refusal.column() + " is no number",
              "name columns of numbers with --features, or leave such rows out with --where");
      case MISSING ->
          new Sample.Reason(
              refusal.text(),
              1,
              row.position(),
              refusal.column() + " is empty",
              "keep such rows with --missing=mean or --missing=median");
    };
  }

  /** The bytes of a row's text, about: the mean of the first rows, at least 1. */
  static long rowBytes(String input, List<String> columns) {
    long rows = 0;
    long bytes = 0;
    for (RawRecord row :
        FirstRecords.ofTable(TableFiles.of(input), columns, Sample.RECORDS).records()) {
      rows++;
      for (String cell : row.columns()) {
        bytes += 1 + (cell == null ? 0 : cell.length());
      }
    }
    return rows == 0 ? 1 : bytes / rows;
  }

  private static void add(Map<String, Sample.Reason> reasons, Sample.Reason one) {
    reasons.merge(one.name(), one, Sample.Reason::and);
  }
}
