package dev.catchment.pipelines.generate;

import java.util.Comparator;

/** One line of a file of the world, with its place among the others. */
final class Line {
  static final Comparator<Line> IN_FILE =
      Comparator.comparingLong(Line::order)
          .thenComparingLong(Line::subject)
          .thenComparingInt(Line::sequence);

  private final long order;
  private final long subject;
  private final int sequence;
  private final String reason;
  private final byte[] bytes;

  /**
   * A line whose bytes are not copied and must never be changed.
   *
   * @param order the first sort key: the time of arrival in a source, a running number elsewhere
   * @param subject the second: the index of the person
   * @param sequence the third: the running number among the person's lines
   * @param reason why the record should not be accepted, or null when it should be
   * @param bytes the line without its end
   */
  Line(long order, long subject, int sequence, String reason, byte[] bytes) {
    this.order = order;
    this.subject = subject;
    this.sequence = sequence;
    this.reason = reason;
    this.bytes = bytes;
  }

  long order() {
    return order;
  }

  long subject() {
    return subject;
  }

  int sequence() {
    return sequence;
  }

  String reason() {
    return reason;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Names the line without its contents, which may be personal. */
  @Override
  public String toString() {
    return "Line[" + subject + " " + sequence + "]";
  }
}
