package dev.catchment.read;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Numbers the portions in which files or parts of them are spread over the workers: small ones go
 * together until they are worth a bundle, a large one goes on its own.
 */
final class Portions {
  /** A second or so of work. */
  static final long LEAST_BYTES = 2 << 20;

  /** Enough for the workers of a large job. */
  private static final int MOST = 256;

  /** Enough for the workers of a small one. */
  private static final int FEW = 16;

  private final long portionBytes;
  private int portion;
  private long bytes;

  private Portions(long portionBytes) {
    this.portionBytes = portionBytes;
  }

  /** Portions that are worth a bundle and no larger than need be. */
  static Portions small() {
    return new Portions(LEAST_BYTES);
  }

  /** Portions of so many bytes at the most, smaller ones where there would be few. */
  static Portions of(long total, long mostBytes) {
    return new Portions(Math.max(LEAST_BYTES, Math.min(mostBytes, total / FEW)));
  }

  /** The number of the portion of the next piece, which has so many bytes. */
  int next(long size) {
    int number = portion % MOST;
    bytes += size;
    if (bytes >= portionBytes) {
      portion++;
      bytes = 0;
    }
    return number;
  }

  /** Emits the pieces of a portion. */
  static final class UnpackFn<T> extends DoFn<KV<Integer, Iterable<T>>, T> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void unpack(@Element KV<Integer, Iterable<T>> portion, OutputReceiver<T> pieces) {
      portion.getValue().forEach(pieces::output);
    }
  }
}
