package dev.catchment.pipelines.query;

import dev.catchment.query.QueryTable;
import dev.catchment.read.RecordFormat;
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
    return QueryTable.of(RowReader.type(columns));
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(List<InputColumn> wanted, long runTime) {
    return ReadBlocks.ofFiles(name, files, format, wanted, runTime);
  }
}
