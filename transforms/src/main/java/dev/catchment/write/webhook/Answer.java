package dev.catchment.write.webhook;

import java.time.Duration;

/**
 * What came of a try.
 *
 * @param kind what it means
 * @param words what happened, without anything of the message or the answer
 * @param pause how long the server asks to be left alone; zero when it does not
 */
record Answer(Kind kind, String words, Duration pause) {
  enum Kind {
    /** The message has arrived. */
    TAKEN,
    /** The server will not take this message, however often it is tried. */
    REFUSED,
    /** The server cannot take this message now. */
    FAILED,
    /** The server cannot take any message now: it is not there, or asks to be left alone. */
    AWAY
  }

  /** The longest that a server is left alone because it asks for it. */
  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private static final int TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  /**
   * What a status means: a message that was refused is not tried again, unless the server may take
   * it later.
   *
   * @param retryAfter how long the server asks to be left alone, or zero
   */
  static Answer ofStatus(int status, Duration retryAfter) {
    String words = "status " + status;
    Duration pause = retryAfter.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : retryAfter;
    return switch (status) {
      case TOO_MANY, UNAVAILABLE -> new Answer(Kind.AWAY, words, pause);
      case TIMEOUT, CONFLICT, TOO_EARLY -> new Answer(Kind.FAILED, words, pause);
      default ->
          new Answer(
              status / 100 == 2 ? Kind.TAKEN : status / 100 == 5 ? Kind.FAILED : Kind.REFUSED,
              words,
              pause);
    };
  }

  /** Nobody answered. */
  static Answer away(String words) {
    return new Answer(Kind.AWAY, words, Duration.ZERO);
  }
}
