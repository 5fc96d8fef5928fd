package dev.catchment.read;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dotted path of a value in nested data: {@code user.id}, {@code items.0.sku}. A dot inside of
 * a name is written {@code \.}; any other backslash is one.
 */
public final class ColumnPath {
  private static final Pattern DOT = Pattern.compile("(?<!\\\\)\\.");

  private ColumnPath() {}

  /** The names and indexes from the outermost on, at least one. */
  public static List<String> segments(String path) {
    return Stream.of(DOT.split(path, -1)).map(segment -> segment.replace("\\.", ".")).toList();
  }
}
