package dev.catchment.pipelines.query;

import dev.catchment.query.FirstSteps;
import dev.catchment.query.QueryTable;
import dev.catchment.read.RecordFormat;
import dev.catchment.read.RecordScan;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * A table in files.
 *
 * @param files their names or patterns
 * @param format how they are written
 */
record FileSource(
    String name,
    List<String> files,
    RecordFormat format,
    List<InputColumn> columns,
    List<String> unknown)
    implements QuerySource {
  FileSource {
    files = List.copyOf(files);
    columns = List.copyOf(columns);
    unknown = List.copyOf(unknown);
  }

  @Override
  public QueryTable table() {
    return QueryTable.ordered(RowReader.type(columns));
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(List<InputColumn> wanted, long runTime) {
    return read(wanted, FirstSteps.none(RowReader.type(wanted)), runTime);
  }

  /** As the other, with the first steps of a query done. */
  PTransform<PBegin, PCollectionTuple> read(
      List<InputColumn> wanted, FirstSteps first, long runTime) {
    return ReadBlocks.ofFiles(files, scan(wanted, runTime), wanted, first);
  }

  /** Reads ranges of the files. */
  RecordScan scan(List<InputColumn> wanted, long runTime) {
    return new RecordScan(name, format, wanted.stream().map(InputColumn::name).toList(), runTime);
  }
}
