package dev.catchment.pipelines;

import java.util.List;
import java.util.stream.Collectors;

/** Writes words as a shell would have to be told them. */
public final class ShellWords {
  private ShellWords() {}

  /** The words with blanks between them, in quotation marks where they need some. */
  public static String join(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    if (word.matches("[\\w./:=,@%+-]+")) {
      return word;
    }
    int equals = word.matches("--\\w+=(?s:.*)") ? word.indexOf('=') + 1 : 0;
    return word.substring(0, equals) + "'" + word.substring(equals).replace("'", "'\\''") + "'";
  }
}
