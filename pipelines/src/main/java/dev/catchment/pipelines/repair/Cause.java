package dev.catchment.pipelines.repair;

import dev.catchment.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Open rejected records of one source that fail for one reason now, or that pass now and failed for
 * it. Keeps a hundred that fail, to guess from.
 */
final class Cause {
  /** How many records are kept. */
  static final int SAMPLES = 100;

  private final String source;
  private final String reason;
  private final boolean needsSource;
  private final List<Contents> samples = new ArrayList<>();
  private Position example;
  private Contents exampleContents;
  private Attempt exampleAttempt;
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

  /**
   * Counts a record. Of those that fail, the one that stands first becomes the example.
   *
   * @param contents what was kept of it, or null
   */
  void add(Position position, Attempt attempt, Contents contents) {
    count++;
    if (attempt.isSettled()) {
      passing++;
      return;
    }
    if (example == null || position.compareTo(example) < 0) {
      example = position;
      exampleContents = contents;
      exampleAttempt = attempt;
    }
    if (contents != null && samples.size() < SAMPLES) {
      samples.add(contents);
    }
  }

  /** Sets how many of its records pass with the proposed patches. */
  void setPassingPatched(long records) {
    passingPatched = records;
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

  /** What was kept of the example; empty where its columns were not. */
  Optional<Contents> exampleContents() {
    return Optional.ofNullable(exampleContents);
  }

  /** The part or column at fault in the example, or null. */
  String field() {
    return exampleAttempt == null ? null : exampleAttempt.field();
  }

  /** What is wrong with the example. */
  String message() {
    return exampleAttempt == null ? null : exampleAttempt.message();
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
