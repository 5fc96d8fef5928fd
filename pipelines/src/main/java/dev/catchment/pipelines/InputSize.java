package dev.catchment.pipelines;

import java.util.Map;

/**
 * How much a job reads.
 *
 * @param bytes the bytes of the files
 * @param text the bytes of the text in them: a compressed file is taken for {@value
 *     #COMPRESSED_FACTOR} times its size, unless it is known
 * @param threads how many workers share the memory of this process
 */
public record InputSize(long bytes, long text, int threads) {
  private static final long COMPRESSED_FACTOR = 10;

  /** The size of files by name. */
  public static InputSize of(Map<String, Long> files, int threads) {
    long bytes = 0;
    long text = 0;
    for (Map.Entry<String, Long> file : files.entrySet()) {
      bytes += file.getValue();
      text +=
          file.getValue()
              * (file.getKey().matches(".*\\.(gz|zst|bz2|parquet)") ? COMPRESSED_FACTOR : 1);
    }
    return new InputSize(bytes, text, threads);
  }
}
