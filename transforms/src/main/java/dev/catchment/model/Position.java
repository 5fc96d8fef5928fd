package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

/**
 * Where a record came from: a file and the number of the record's first line in it.
 *
 * @param file the file's URI or path
 * @param line the line, 1 for the first of the file (a header line counts)
 */
public record Position(String file, long line) implements Comparable<Position> {
  public Position {
    checkNotNull(file, "file");
  }

  @Override
  public int compareTo(Position other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Long.compare(line, other.line);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
