package dev.catchment.pipelines;

/** How a job ended; the codes are part of the command line's contract. */
public enum ExitStatus {
  /** Done. */
  DONE(0),
  /** Failed while it ran; no output was published. */
  FAILED(1),
  /** Wrong usage or configuration; nothing was started. */
  USAGE(2),
  /** Done, but more records were rejected than allowed. */
  TOO_MANY_REJECTED(3),
  /** Done, but a required expectation is not met. */
  EXPECTATION_FAILED(3),
  /** Done, but what was compared is not the same. */
  DIFFERENT(3);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** The exit status of the process. */
  public int code() {
    return code;
  }
}
