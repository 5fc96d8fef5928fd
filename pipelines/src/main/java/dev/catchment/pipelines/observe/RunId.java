package dev.catchment.pipelines.observe;

import java.time.Instant;
import java.util.UUID;

/** Makes the ids of runs: UUIDs of version 7, which sort by the time of the start. */
final class RunId {
  private static final long VERSION = 0x7000;
  private static final long RANDOM_BITS = 0x0fff;

  private RunId() {}

  static UUID of(Instant start) {
    UUID random = UUID.randomUUID();
    long time = start.toEpochMilli() << 16;
    return new UUID(
        time | VERSION | (random.getMostSignificantBits() & RANDOM_BITS),
        random.getLeastSignificantBits());
  }
}
