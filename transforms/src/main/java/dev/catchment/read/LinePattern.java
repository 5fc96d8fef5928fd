package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A regular expression that a whole line matches, its named groups the columns; immutable.
 *
 * <p>The syntax is that of RE2, whose time grows with the length of the line alone, so that no
 * expression and no line can make it hang. The presets go by Java's own engine, which takes a
 * fraction of that time: none of their quantifiers ever gives back what it took.
 */
public final class LinePattern implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String QUOTED = "[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+";

  private static final String COMMON =
      "(\\S++) (\\S++) (\\S++) \\[([^\\]]++)\\] "
          + "\"(([A-Za-z]++) ((?:[^\\s\"\\\\]|\\\\.)++)(?: ([A-Z]++/[0-9.]++))?+(?=\" )|%s)\" "
              .formatted(QUOTED)
          + "(\\d{3}) (\\d++|-)";

  private static final List<String> COMMON_GROUPS =
      List.of(
          "host",
          "ident",
          "user",
          "time",
          "request",
          "method",
          "path",
          "protocol",
          "status",
          "bytes");

  private static final Map<String, LinePattern> PRESETS =
      Map.of(
          "apache-common",
          preset(COMMON, COMMON_GROUPS),
          "apache-combined",
          preset(
              COMMON + " \"(%s)\" \"(%s)\"".formatted(QUOTED, QUOTED),
              Stream.concat(COMMON_GROUPS.stream(), Stream.of("referrer", "agent")).toList()));

  /** Matches lines. */
  private interface Engine extends Serializable {
    /** What gives the groups of a line by their numbers; null when the line does not match. */
    IntFunction<String> match(String line);
  }

  private final Engine engine;
  private final Map<String, Integer> groups;
  private final String absent;

  private LinePattern(Engine engine, Map<String, Integer> groups, String absent) {
    this.engine = engine;
    this.groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    this.absent = absent;
  }

  /**
   * The pattern of an expression; a group is named {@code (?<name>…)} or {@code (?P<name>…)}.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  public static LinePattern of(String expression) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException malformed) {
      throw new IllegalArgumentException(
          "the expression is not one of RE2: %s%s"
              .formatted(
                  malformed.getDescription(),
                  malformed.getPattern() == null ? "" : ": " + malformed.getPattern()),
          malformed);
    }
    checkArgument(
        !pattern.namedGroups().isEmpty(),
        "the expression has no named group; write (?<name>…) around each part that is a column");
    return new LinePattern(line -> match(pattern, line), pattern.namedGroups(), "");
  }

  private static IntFunction<String> match(Pattern pattern, String line) {
    com.google.re2j.Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? matcher::group : null;
  }

  /** A pattern by its name; a value {@code -} in it is none. Null when there is no such. */
  public static LinePattern preset(String name) {
    return PRESETS.get(name);
  }

  private static LinePattern preset(String expression, List<String> names) {
    java.util.regex.Pattern pattern = java.util.regex.Pattern.compile(expression);
    Map<String, Integer> groups = new LinkedHashMap<>();
    names.forEach(name -> groups.put(name, groups.size() + 1));
    return new LinePattern(line -> match(pattern, line), groups, "-");
  }

  private static IntFunction<String> match(java.util.regex.Pattern pattern, String line) {
    java.util.regex.Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? matcher::group : null;
  }

  /** The columns in the order of their groups. */
  public List<String> columns() {
    return groups.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The groups of some columns. */
  int[] groups(List<String> columns) {
    return columns.stream().mapToInt(groups::get).toArray();
  }

  /** The texts of some groups of a line, null where one is empty; null when it does not match. */
  String[] match(String line, int[] wanted) {
    IntFunction<String> matched = engine.match(line);
    if (matched == null) {
      return null;
    }
    String[] texts = new String[wanted.length];
    for (int slot = 0; slot < wanted.length; slot++) {
      String text = matched.apply(wanted[slot]);
      boolean isAbsent = text == null || text.isBlank() || text.equals(absent);
      texts[slot] = isAbsent ? null : text.strip();
    }
    return texts;
  }
}
