package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.MemoryPart;
import java.util.List;

/**
 * What collect holds in memory, from the bounds that its steps state: in the process of the Direct
 * runner everything that is grouped, encoded (about as long as its text), and on each worker the
 * events of one shard of 16 while duplicates are looked for, as objects of about four times their
 * text.
 */
final class CollectMemory {
  private static final int SHARDS = 16;
  private static final int OBJECT_FACTOR = 4;

  private CollectMemory() {}

  static List<MemoryPart> parts(InputSize size) {
    return List.of(
        new MemoryPart("grouped events", size.text()),
        new MemoryPart(
            "%d shards of events while duplicates are dropped".formatted(size.threads()),
            size.text() / SHARDS * size.threads() * OBJECT_FACTOR));
  }
}
