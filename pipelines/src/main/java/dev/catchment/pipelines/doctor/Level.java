package dev.catchment.pipelines.doctor;

/** How well something stands. */
enum Level {
  /** As it should be. */
  OK("ok"),
  /** The job would start, but perhaps not do what is wanted. */
  WARNING("warning"),
  /** The job would not start, or come to nothing. */
  PROBLEM("problem"),
  /** Not looked at, as something before it is wrong. */
  SKIPPED("-");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
