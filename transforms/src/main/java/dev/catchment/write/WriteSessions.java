package dev.catchment.write;

import dev.catchment.model.Session;
import dev.catchment.store.SessionLayout;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes sessions as four Parquet (zstd) files {@code part-00000.parquet} and so on at most, each
 * sorted by profile id, channel and number; all sessions of a person are in one.
 *
 * <p>A worker holds the sessions of one file in memory.
 */
public final class WriteSessions extends PTransform<PCollection<Session>, PCollection<String>> {
  private static final long serialVersionUID = 1;
  private static final int FILES = 4;

  private final String directory;

  private WriteSessions(String directory) {
    this.directory = directory;
  }

  /** Writes into a directory. */
  public static WriteSessions to(String directory) {
    return new WriteSessions(directory);
  }

  @Override
  public PCollection<String> expand(PCollection<Session> input) {
    return input.apply(
        new SortedFiles<>(
            directory,
            FILES,
            session -> SortedFiles.part(SortedFiles.shard(session.profileId(), FILES)) + ".parquet",
            Session::compareTo,
            SessionLayout::toRecord,
            new ParquetSink(SessionLayout.avro())));
  }
}
