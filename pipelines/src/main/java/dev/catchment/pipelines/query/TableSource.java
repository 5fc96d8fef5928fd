package dev.catchment.pipelines.query;

import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.QueryTable;
import dev.catchment.read.SourceTable;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/** A table of a database. */
record TableSource(String name, SourceTable stored, List<InputColumn> columns)
    implements QuerySource {
  TableSource {
    columns = List.copyOf(columns);
  }

  @Override
  public QueryTable table() {
    return QueryTable.of(RowReader.type(columns));
  }

  @Override
  public List<Dataset> datasets() {
    return List.of(Dataset.ofTable(stored));
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(List<InputColumn> wanted, long runTime) {
    List<String> names = wanted.stream().map(InputColumn::name).toList();
    return PTransform.compose(
        begin ->
            ReadBlocks.pack(
                begin.apply("Rows", stored.read(name, names, Instant.ofEpochMilli(runTime))),
                ReadBlocks.ofRecords(name, wanted, runTime)));
  }
}
