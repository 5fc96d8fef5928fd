package dev.catchment.runners.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.flink.contrib.streaming.state.RocksDBOptionsFactory;
import org.apache.flink.contrib.streaming.state.RocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;

/**
 * RocksDB for checkpoints every second, each of which makes a small sorted run: runs of like sizes
 * are merged, so that a change is written again as often as the state doubles; and a read leaves
 * out the runs whose filters say that they lack the key.
 *
 * <p>By levels, which is RocksDB's own choice, each four runs are merged with all there is.
 */
final class SmallRuns implements RocksDBOptionsFactory {
  private static final long serialVersionUID = 1;
  private static final int MOST_RUNS = 8;

  private SmallRuns() {}

  /**
   * A state backend whose checkpoints write what has changed. Apart from {@link LiveBackend}, since
   * a launcher of a cluster has no RocksDB.
   */
  @SuppressWarnings("deprecation") // The backend that Beam itself makes.
  static StateBackend backend(String folder) {
    try {
      RocksDBStateBackend backend = new RocksDBStateBackend(folder, true);
      backend.setRocksDBOptions(new SmallRuns());
      return backend;
    } catch (IOException e) {
      throw new UncheckedIOException("--stateBackendStoragePath=" + folder, e);
    }
  }

  @Override
  public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> toClose) {
    return options;
  }

  @Override
  public ColumnFamilyOptions createColumnOptions(
      ColumnFamilyOptions options, Collection<AutoCloseable> toClose) {
    BloomFilter filter = new BloomFilter();
    toClose.add(filter);
    return options
        .setCompactionStyle(CompactionStyle.UNIVERSAL)
        .setLevel0FileNumCompactionTrigger(MOST_RUNS)
        .setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(filter));
  }
}
