package dev.catchment.pipelines.plan;

import dev.catchment.pipelines.GoogleLibraries;
import dev.catchment.pipelines.config.CatchmentConfig.BigQuery;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.read.BigQueryTable;

/**
 * Turns the key {@code bigquery} of an entry of section {@code sources} into a {@link
 * BigQueryTable}.
 */
final class BigQueryPlanner {
  private final ConfigFile file;
  private final String name;
  private final Source source;

  BigQueryPlanner(ConfigFile file, String name, Source source) {
    this.file = file;
    this.name = name;
    this.source = source;
  }

  BigQueryTable plan() {
    BigQuery bigQuery = source.bigquery();
    if (bigQuery == null) {
      throw file.problemOf(name, "needs bigquery with table or query");
    }
    if ((bigQuery.table() == null) == (bigQuery.query() == null)) {
      throw file.problemOf(name, "needs exactly one of table and query", "bigquery");
    }
    if (bigQuery.tempDataset() != null && bigQuery.query() == null) {
      throw file.problemOf(name, "is for a query only", "bigquery", "tempDataset");
    }
    if (!BigQueryTable.isReadable()) {
      throw file.problemOf(name, GoogleLibraries.missingFor("bigquery"), "format");
    }
    return new BigQueryTable(
        bigQuery.table(),
        bigQuery.query(),
        bigQuery.method().equals("export"),
        bigQuery.tempDataset());
  }
}
