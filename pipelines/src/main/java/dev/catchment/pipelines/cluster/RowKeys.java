package dev.catchment.pipelines.cluster;

import com.google.common.hash.Hashing;
import dev.catchment.read.TableRange;
import java.nio.charset.StandardCharsets;

/**
 * Gives each row of a range its key: a hash of its file's name, wherever the file is, and of its
 * place in the file.
 */
final class RowKeys {
  private final long file;

  private RowKeys(long file) {
    this.file = file;
  }

  static RowKeys of(TableRange range) {
    String name = range.file().substring(range.file().lastIndexOf('/') + 1);
    return new RowKeys(
        Hashing.farmHashFingerprint64().hashString(name, StandardCharsets.UTF_8).asLong());
  }

  long key(long place) {
    return mix(file ^ mix(place));
  }

  /** The mixing function of SplitMix64, which is invertible. */
  private static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
