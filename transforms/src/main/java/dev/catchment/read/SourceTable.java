package dev.catchment.read;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/** A table of a database, or the rows of a query, read in the place of files; immutable. */
public interface SourceTable extends Serializable {
  /** Names the table and where it is, without anything secret. */
  String label();

  /**
   * Checks that the rows can be read and have the columns. Throws {@link InputException} with what
   * is wrong and what would be right.
   *
   * @param options those of the job that is to read them
   */
  void check(List<String> columns, PipelineOptions options);

  /**
   * Reads columns of the rows as records of a source, in a job that started at a time; the outputs
   * are those of {@link ReadRecords}.
   */
  PTransform<PBegin, PCollectionTuple> read(String source, List<String> columns, Instant runTime);

  /** Whether a few rows can be read without reading, or paying for, all of them. */
  boolean hasFirst();

  /** Reads the first rows. Throws {@link InputException} when they cannot be read. */
  FirstRecords first(String source, List<String> columns, int limit);
}
