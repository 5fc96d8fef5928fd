package dev.catchment.pipelines.repair;

import dev.catchment.model.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * Open rejected records of one source that fail for one reason now, or that pass now and failed for
 * it. Keeps the first hundred that fail, to guess from.
 */
final class Cause {
  /** How many records are kept. */
  static final int SAMPLES = 100;

  private final String source;
  private final String reason;
  private final boolean needsSource;
  private final List<Contents> samples = new ArrayList<>();
  private Position example;
  private String field;
  private String message;
  private long count;
  private long passing;
  private long passingPatched;

  /**
   * A cause of which no record was seen yet.
   *
   * @param needsSource whether too little was kept of the records
   */
  Cause(String source, String reason, boolean needsSource) {
    this.source = source;
    this.reason = reason;
    this.needsSource = needsSource;
  }

  /** Counts a record; the first that fails becomes the example. */
  void add(Position position, Attempt attempt) {
    count++;
    if (attempt.isSettled()) {
      passing++;
    } else if (example == null) {
      example = position;
      field = attempt.field();
      message = attempt.message();
    }
  }

  /** Counts a record that passes with the proposed patches. */
  void addPatched() {
    passingPatched++;
  }

  /** Keeps a record that fails, if there is room. */
  void keep(Contents contents) {
    if (samples.size() < SAMPLES) {
      samples.add(contents);
    }
  }

  String source() {
    return source;
  }

  String reason() {
    return reason;
  }

  boolean needsSource() {
    return needsSource;
  }

  List<Contents> samples() {
    return List.copyOf(samples);
  }

  /** Where the first record stands that fails; null when all pass. */
  Position example() {
    return example;
  }

  /** The part or column at fault in the example, or null. */
  String field() {
    return field;
  }

  /** What is wrong with the example. */
  String message() {
    return message;
  }

  long count() {
    return count;
  }

  /** How many pass as they are tried now. */
  long passing() {
    return passing;
  }

  /** How many pass when the proposed patches are added. */
  long passingPatched() {
    return passingPatched;
  }
}
