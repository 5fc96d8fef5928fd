package dev.catchment.pipelines.doctor;

/** Looks at one thing that a job needs, and leaves everything as it is. */
interface Check {
  /** Adds what it finds. */
  void examine(Examination examination);

  /** Whether it needs to know what the job was asked to do, beyond its options. */
  default boolean needsWork() {
    return true;
  }
}
