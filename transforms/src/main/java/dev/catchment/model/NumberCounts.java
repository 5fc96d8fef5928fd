package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * How often numbers occur, in buckets that are as narrow as {@value #MOST} of them allow; mutable.
 *
 * <p>The bits of a double, read as an integer, are in the order of the numbers, and its last bits
 * are the last digits of the number. A bucket holds the numbers that are alike but for so many last
 * bits: none at first, one more whenever there would be too many buckets. So up to {@value #MOST}
 * different numbers are kept as they are; beyond, a bucket is no wider than 2⁻ᵖ of its numbers, p
 * about log₂ of {@value #MOST} / the octaves that the numbers fill: 0.8 % for a factor of 1,000.
 *
 * <p>What is known depends on the numbers alone and not on their order, nor on the parts in which
 * they were counted: of the same numbers the buckets of any part are no wider than those of all.
 * About 4 bytes a bucket, 10 at most, so 20 KB at most as bytes, and 36 KB in memory.
 */
public final class NumberCounts {
  /** How many buckets are kept. */
  public static final int MOST = 2048;

  /** How many numbers wait to be counted at most. */
  private static final int WAITING = 512;

  private int dropped;
  private long[] buckets = {};
  private long[] counts = {};
  private long[] waiting = new long[4];
  private int waits;

  /** Counts a number, which is not NaN. */
  public void add(double number) {
    if (waits == waiting.length) {
      if (waits < WAITING) {
        waiting = Arrays.copyOf(waiting, 2 * waits);
      } else {
        settle();
      }
    }
    // The sum makes 0 of -0.
    waiting[waits++] = ordered(Double.doubleToLongBits(number + 0.0));
  }

  /** Counts what another has counted. */
  public void addAll(NumberCounts other) {
    settle();
    other.settle();
    while (dropped < other.dropped) {
      widen();
    }
    long[] others = new long[other.buckets.length];
    for (int index = 0; index < others.length; index++) {
      others[index] = other.buckets[index] >> (dropped - other.dropped);
    }
    take(others, other.counts);
  }

  /**
   * The least number that is not below the given share of all, or the middle of its bucket; NaN
   * when there are none.
   */
  public double quantile(double share) {
    settle();
    long all = Arrays.stream(counts).sum();
    long rank = Math.max(1, (long) Math.ceil(share * all));
    for (int index = 0; index < buckets.length; index++) {
      rank -= counts[index];
      if (rank <= 0) {
        return middle(buckets[index]);
      }
    }
    return Double.NaN;
  }

  private double middle(long bucket) {
    long magnitude = (bucket < 0 ? ~bucket : bucket) << dropped;
    double least = Double.longBitsToDouble(magnitude);
    double middle = Double.longBitsToDouble(magnitude + (1L << dropped) / 2);
    // No bucket of other numbers holds infinity, behind which there are no numbers.
    double number = Double.isNaN(middle) ? least : middle;
    return bucket < 0 ? -number : number;
  }

  /** The bits of negative numbers ascend with their magnitude. */
  private static long ordered(long bits) {
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }

  private void settle() {
    if (waits == 0) {
      return;
    }
    long[] numbers = new long[waits];
    for (int index = 0; index < waits; index++) {
      numbers[index] = waiting[index] >> dropped;
    }
    waits = 0;
    Arrays.sort(numbers);
    long[] once = new long[numbers.length];
    Arrays.fill(once, 1);
    take(numbers, once);
  }

  /** Adds counts of buckets that ascend, the same perhaps several times. */
  private void take(long[] others, long[] more) {
    long[] all = new long[buckets.length + others.length];
    long[] sums = new long[all.length];
    int size = 0;
    int mine = 0;
    int other = 0;
    while (mine < buckets.length || other < others.length) {
      boolean isMine =
          other == others.length || (mine < buckets.length && buckets[mine] <= others[other]);
      long bucket = isMine ? buckets[mine] : others[other];
      long count = isMine ? counts[mine++] : more[other++];
      if (size == 0 || all[size - 1] != bucket) {
        all[size++] = bucket;
      }
      sums[size - 1] += count;
    }
    buckets = Arrays.copyOf(all, size);
    counts = Arrays.copyOf(sums, size);
    while (buckets.length > MOST) {
      widen();
    }
  }

  /** Makes one bucket of two. */
  private void widen() {
    dropped++;
    int size = 0;
    for (int index = 0; index < buckets.length; index++) {
      long bucket = buckets[index] >> 1;
      if (size > 0 && buckets[size - 1] == bucket) {
        counts[size - 1] += counts[index];
      } else {
        buckets[size] = bucket;
        counts[size++] = counts[index];
      }
    }
    buckets = Arrays.copyOf(buckets, size);
    counts = Arrays.copyOf(counts, size);
  }

  /** Writes what was counted; the same bytes for the same numbers in any order. */
  public void encode(OutputStream out) throws IOException {
    settle();
    out.write(dropped);
    Wire.writeVarint(buckets.length, out);
    long before = 0;
    for (int index = 0; index < buckets.length; index++) {
      Wire.writeSigned(buckets[index] - before, out);
      Wire.writeVarint(counts[index], out);
      before = buckets[index];
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static NumberCounts decode(InputStream in) throws IOException {
    NumberCounts numbers = new NumberCounts();
    numbers.dropped = Wire.readByte(in);
    int size = Wire.readLength(in);
    if (size > MOST) {
      throw new IOException("malformed number of buckets " + size);
    }
    numbers.buckets = new long[size];
    numbers.counts = new long[size];
    long before = 0;
    for (int index = 0; index < size; index++) {
      before += Wire.readSigned(in);
      numbers.buckets[index] = before;
      numbers.counts[index] = Wire.readVarint(in);
    }
    return numbers;
  }
}
