package dev.catchment.pipelines.query;

import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.QueryTable;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/** What stands behind the name of a table. */
interface QuerySource {
  /** The name of the table in the query. */
  String name();

  /** The columns that it has, in their order. */
  List<InputColumn> columns();

  /** The columns of which nothing was seen that tells their type, and which are texts therefore. */
  default List<String> unknown() {
    return List.of();
  }

  /** What a query is told of it. */
  QueryTable table();

  /** The patterns of the files that are read; none of what is no file. */
  default List<String> files() {
    return List.of();
  }

  /** What is read, for lineage, if it is no file. */
  default List<Dataset> datasets() {
    return List.of();
  }

  /**
   * Reads some of the columns, in a job that started at a time; the outputs are {@link
   * ReadBlocks}'s.
   */
  PTransform<PBegin, PCollectionTuple> read(List<InputColumn> columns, long runTime);
}
