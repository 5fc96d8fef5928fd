package dev.catchment.pipelines;

import dev.catchment.account.Progress;

/**
 * How much a job has to do, as its progress shows it.
 *
 * @param measure the count of {@link Progress} that tells how much of it is done
 * @param total the measure when all of it is done; 0 when it is not known
 * @param done what was done to it, such as {@code read}
 * @param counted the count that is shown as a number
 * @param noun what that number counts, such as {@code records}
 */
public record Amount(String measure, long total, String done, String counted, String noun) {
  /** Files of so many bytes to be read record by record. */
  public static Amount ofBytes(long bytes) {
    return new Amount(Progress.BYTES, bytes, "read", Progress.READ, "records");
  }

  /** Records to be read as they come. */
  public static Amount ofStream() {
    return ofBytes(0);
  }

  /** So many things of a count, which is also their name. */
  public static Amount of(String count, long total, String done) {
    return new Amount(count, total, done, count, count);
  }
}
