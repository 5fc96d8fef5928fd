package dev.catchment.pipelines.plan;

import dev.catchment.clean.EventMapping;
import dev.catchment.enrich.Enrichment;
import dev.catchment.protect.ConsentColumn;
import dev.catchment.protect.PersonalKind;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputFiles;
import dev.catchment.read.RecordFormat;
import dev.catchment.read.RecordScan;
import dev.catchment.read.SourceTable;
import dev.catchment.read.Unpacking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one source is read, protected and mapped.
 *
 * @param name the name in the configuration
 * @param input the files that the configuration names, or empty
 * @param format how the files are written, or null for a table of a database
 * @param columns the columns that are read, by slot
 * @param headerNeeded whether the files themselves name the columns
 * @param personal the kind of the personal columns, by slot of the mapping
 * @param consent the column that states consent, or empty
 * @param mapping how records become events
 * @param keepsDuplicates whether events with the same message id are all kept
 * @param table the table of a database that is read in the place of files, or empty
 * @param enrichment the columns that are made of others, or empty
 * @param unpacking how the columns of the mapping are made of those that are read; empty when they
 *     are the same
 * @param stream how a live job reads it
 */
public record SourcePlan(
    String name,
    Optional<String> input,
    RecordFormat format,
    List<String> columns,
    boolean headerNeeded,
    Map<Integer, PersonalKind> personal,
    Optional<ConsentColumn> consent,
    EventMapping mapping,
    boolean keepsDuplicates,
    Optional<SourceTable> table,
    Optional<Enrichment> enrichment,
    Optional<Unpacking> unpacking,
    StreamPlan stream) {

  /**
   * Reads the files of the source.
   *
   * @param runTime when the job started
   */
  public RecordScan scan(Instant runTime) {
    return new RecordScan(name, format, columns, runTime.toEpochMilli());
  }

  /**
   * The first records of some files, or of the table of the source; throws as {@link FirstRecords}.
   *
   * @param globs the patterns of the files
   * @param limit how many at most
   */
  public FirstRecords first(List<String> globs, int limit) {
    return table.isPresent()
        ? table.get().first(name, columns, limit)
        : FirstRecords.of(name, InputFiles.match(globs), format, columns, limit);
  }
}
