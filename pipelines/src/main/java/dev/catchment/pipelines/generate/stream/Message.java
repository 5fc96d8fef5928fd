package dev.catchment.pipelines.generate.stream;

/** A message of the stream with its place among the others. Its bytes must never be changed. */
final class Message implements Comparable<Message> {
  private final double due;
  private final long order;
  private final String key;
  private final byte[] value;
  private final String poison;

  /**
   * A message.
   *
   * @param due when it is sent, in seconds of the stream
   * @param order its place among those that are due at the same time
   * @param poison why it is no event, or null when it is one
   */
  Message(double due, long order, String key, byte[] value, String poison) {
    this.due = due;
    this.order = order;
    this.key = key;
    this.value = value;
    this.poison = poison;
  }

  double due() {
    return due;
  }

  String key() {
    return key;
  }

  byte[] value() {
    return value;
  }

  String poison() {
    return poison;
  }

  @Override
  public int compareTo(Message other) {
    int byTime = Double.compare(due, other.due);
    return byTime == 0 ? Long.compare(order, other.order) : byTime;
  }
}
