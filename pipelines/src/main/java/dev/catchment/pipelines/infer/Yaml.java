package dev.catchment.pipelines.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Strings;
import dev.catchment.pipelines.config.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes lines of YAML with comments beside them. */
final class Yaml {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_PADDED = 60;

  /** What JSON may leave as it is and YAML takes for the end of a line, or for nothing. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\ufeff]");

  private record Entry(String text, String comment) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Adds a line, indented as it is. */
  Yaml line(String text) {
    return line(text, "");
  }

  /** Adds a line with a comment behind it; none where it is empty. */
  Yaml line(String text, String comment) {
    entries.add(new Entry(text, comment));
    return this;
  }

  /** The text; comments of lines that follow each other stand below each other. */
  String text() {
    StringBuilder text = new StringBuilder();
    int begin = 0;
    while (begin < entries.size()) {
      int end = begin + 1;
      while (end < entries.size()
          && !entries.get(begin).comment.isEmpty()
          && !entries.get(end).comment.isEmpty()) {
        end++;
      }
      List<Entry> block = entries.subList(begin, end);
      int width =
          Math.min(
              MOST_PADDED, block.stream().mapToInt(entry -> entry.text.length()).max().orElse(0));
      for (Entry entry : block) {
        text.append(
            entry.comment.isEmpty()
                ? entry.text
                : Strings.padEnd(entry.text, width, ' ') + "  # " + entry.comment);
        text.append('\n');
      }
      begin = end;
    }
    return text.toString();
  }

  /** A text as a scalar, in double quotes where it could be taken for anything else. */
  static String scalar(String text) {
    return YamlText.isPlain(text) ? text : quoted(text);
  }

  /** A pattern of a time as a scalar; those with quotes of their own are doubled. */
  static String pattern(String pattern) {
    return pattern.matches("[A-Za-z.-]+") ? pattern : YamlText.single(pattern);
  }

  private static String quoted(String text) {
    try {
      return UNSEEN
          .matcher(JSON.writeValueAsString(text))
          .replaceAll(unseen -> "\\\\u%04x".formatted((int) unseen.group().charAt(0)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
