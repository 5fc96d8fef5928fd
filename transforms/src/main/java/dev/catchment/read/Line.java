package dev.catchment.read;

/**
 * One physical line of a file.
 *
 * @param number the line's number, 1 for the first
 * @param text the line without its end; of a line with a defect what can be shown of its beginning
 * @param defect why the text is not that of the line, or null
 */
record Line(long number, String text, Defect defect) {
  /** What can be wrong with a line as such. */
  enum Defect {
    INVALID_UTF8("invalid_utf8", "the line is not valid UTF-8"),
    TOO_LONG("record_too_long", "the line is longer than the format allows"),
    TRUNCATED("truncated_file", "the compressed data of the file end early or are damaged here");

    private final String reason;
    private final String message;

    Defect(String reason, String message) {
      this.reason = reason;
      this.message = message;
    }

    String reason() {
      return reason;
    }

    String message() {
      return message;
    }
  }
}
