package dev.catchment.pipelines.collect;

import dev.catchment.model.MessageKey;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.MemoryPart;
import java.util.List;

/**
 * What collect holds in memory, from the bounds that its steps state: in the process of the Direct
 * runner everything that is grouped, packed (no longer than its text), and on each worker the
 * encoded events of one shard twice while duplicates are looked for, then those of one file.
 */
final class CollectMemory {
  private static final int COPIES = 2;
  private static final long FILE_BYTES = 128L << 20;

  private CollectMemory() {}

  static List<MemoryPart> parts(InputSize size) {
    return List.of(
        new MemoryPart("grouped events", size.text()),
        new MemoryPart(
            "%d shards of events while duplicates are dropped".formatted(size.threads()),
            size.text() / MessageKey.SHARDS * size.threads() * COPIES),
        new MemoryPart(
            "%d files of events while they are written".formatted(size.threads()),
            Math.min(size.text(), FILE_BYTES) * size.threads() * COPIES));
  }
}
