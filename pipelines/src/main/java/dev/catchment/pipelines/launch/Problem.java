package dev.catchment.pipelines.launch;

import com.fasterxml.jackson.core.JsonLocation;

/**
 * What is wrong with a file of parameters, and the fix.
 *
 * @param line the line, 1 for the first; 0 where it is about the whole file
 * @param column the column, 1 for the first
 * @param message the words
 */
record Problem(int line, int column, String message) {
  static Problem at(JsonLocation place, String message) {
    return new Problem(place.getLineNr(), place.getColumnNr(), message);
  }

  static Problem ofFile(String message) {
    return new Problem(0, 0, message);
  }

  /** The problem after its place. */
  String in(String file) {
    return line == 0
        ? "%s: %s".formatted(file, message)
        : "%s:%d:%d: %s".formatted(file, line, column, message);
  }
}
