package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * A table of BigQuery, or the rows of a query; immutable. Reading it needs Google's libraries,
 * which not every class path has.
 *
 * @param table the table, {@code PROJECT.DATASET.TABLE}, or null when there is a query
 * @param query the query in GoogleSQL, or null when there is a table
 * @param isExported whether the rows go through files in the job's {@code --tempLocation}, and not
 *     through BigQuery's Storage Read API
 * @param tempDataset the dataset that holds the rows of the query while they are read, or null for
 *     one that is made and deleted
 */
public record BigQueryTable(String table, String query, boolean isExported, String tempDataset)
    implements SourceTable {

  /** Checks that exactly one of table and query is given. */
  public BigQueryTable {
    checkArgument((table == null) != (query == null), "either a table or a query is wanted");
  }

  /** Whether Google's libraries are on the class path. */
  public static boolean isReadable() {
    return BigQueryTable.class
            .getClassLoader()
            .getResource("org/apache/beam/sdk/io/gcp/bigquery/BigQueryIO.class")
        != null;
  }

  @Override
  public String label() {
    return "bigquery:" + (table == null ? "query" : table);
  }

  @Override
  public void check(List<String> columns, PipelineOptions options) {
    BigQueryCheck.check(this, columns, options);
  }

  /**
   * The columns of single values, those of records under dotted names, in their order, with the
   * names of their types in BigQuery. Throws {@link InputException} as {@link #check}.
   */
  public Map<String, String> columns(PipelineOptions options) {
    return BigQueryCheck.columns(this, options);
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(
      String source, List<String> columns, Instant runTime) {
    return ReadBigQuery.from(source, this, columns);
  }

  /** No: a query is paid by what it reads, whatever part of its rows is wanted. */
  @Override
  public boolean hasFirst() {
    return false;
  }

  @Override
  public FirstRecords first(String source, List<String> columns, int limit) {
    throw new UnsupportedOperationException(label() + " has no first rows");
  }
}
