package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A regular expression that a whole line matches, its named groups the columns; immutable.
 *
 * <p>The syntax is that of RE2, whose time grows with the length of the line alone, so that no
 * expression and no line can make it hang.
 */
public final class LinePattern implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String COMMON =
      "(?P<host>\\S+) (?P<ident>\\S+) (?P<user>\\S+) \\[(?P<time>[^\\]]+)\\] "
          + "\"(?P<request>(?P<method>[A-Za-z]+) (?P<path>\\S+)(?: (?P<protocol>[A-Z]+/[0-9.]+))?"
          + "|(?:[^\"\\\\]|\\\\.)*)\" (?P<status>\\d{3}) (?P<bytes>\\d+|-)";

  private static final String COMBINED =
      COMMON + " \"(?P<referrer>(?:[^\"\\\\]|\\\\.)*)\" \"(?P<agent>(?:[^\"\\\\]|\\\\.)*)\"";

  private static final Map<String, LinePattern> PRESETS = presets();

  private final Pattern pattern;
  private final String absent;

  private LinePattern(Pattern pattern, String absent) {
    this.pattern = pattern;
    this.absent = absent;
  }

  /**
   * The pattern of an expression; a group is named {@code (?<name>…)} or {@code (?P<name>…)}.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  public static LinePattern of(String expression) {
    return of(expression, "");
  }

  private static LinePattern of(String expression, String absent) {
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
    return new LinePattern(pattern, absent);
  }

  /** A pattern by its name; a value {@code -} in it is none. Null when there is no such. */
  public static LinePattern preset(String name) {
    return PRESETS.get(name);
  }

  /** The names of the presets. */
  public static Set<String> presetNames() {
    return PRESETS.keySet();
  }

  private static Map<String, LinePattern> presets() {
    Map<String, LinePattern> presets = new LinkedHashMap<>();
    presets.put("apache-combined", of(COMBINED, "-"));
    presets.put("apache-common", of(COMMON, "-"));
    return presets;
  }

  /** The columns in the order of their groups. */
  public List<String> columns() {
    return pattern.namedGroups().entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The groups of some columns. */
  int[] groups(List<String> columns) {
    return columns.stream().mapToInt(pattern.namedGroups()::get).toArray();
  }

  /** The texts of some groups of a line, null where one is empty; null when it does not match. */
  String[] match(String line, int[] groups) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      return null;
    }
    String[] texts = new String[groups.length];
    for (int slot = 0; slot < groups.length; slot++) {
      String text = matcher.group(groups[slot]);
      boolean isAbsent = text == null || text.isBlank() || text.equals(absent);
      texts[slot] = isAbsent ? null : text.strip();
    }
    return texts;
  }
}
