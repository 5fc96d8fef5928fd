package dev.catchment.account;

/** Shows how far the reading of one file is: its records, and the part of its bytes. */
public final class ReadMeter implements AutoCloseable {
  private final long bytes;
  private final long expected;
  private final boolean first;
  private long records;
  private long shownRecords;
  private long shownBytes;

  private ReadMeter(long bytes, long expected, boolean first) {
    this.bytes = bytes;
    this.expected = expected;
    this.first = first;
  }

  /** For a file whose reader shows its bytes itself. */
  public static ReadMeter ofRecords() {
    return new ReadMeter(0, Long.MAX_VALUE, true);
  }

  /** For a file of so many bytes that holds so many records. */
  public static ReadMeter of(long bytes, long records) {
    return new ReadMeter(bytes, Math.max(records, 1), true);
  }

  /** For a file that was read before: its records are shown already, but not these bytes. */
  public ReadMeter again() {
    return new ReadMeter(bytes, expected, false);
  }

  /** Counts a record. */
  public void record() {
    records++;
    if (records - shownRecords == Progress.AT_A_TIME) {
      show((long) (bytes * Math.min(1.0, (double) records / expected)));
    }
  }

  /** Shows the rest: the file is read. */
  @Override
  public void close() {
    show(bytes);
  }

  private void show(long bytesRead) {
    if (first) {
      Progress.add(Progress.READ, records - shownRecords);
    }
    Progress.add(Progress.BYTES, bytesRead - shownBytes);
    shownRecords = records;
    shownBytes = bytesRead;
  }
}
