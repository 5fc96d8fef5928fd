package dev.catchment.pipelines.collect;

import dev.catchment.clean.Binding;
import dev.catchment.clean.TextParser;
import dev.catchment.model.Shape;
import dev.catchment.pipelines.plan.TimeForms;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Guesses from rejected records what in the configuration does not fit them. */
final class RejectionHint {
  private static final Map<String, TextParser> TIMES = new LinkedHashMap<>();

  static {
    for (String pattern : TimeForms.PATTERNS) {
      TIMES.put("pattern: " + pattern, TextParser.ofPattern(pattern, ZoneOffset.UTC));
    }
    TIMES.put("no pattern, as they are ISO-8601", TextParser.ofIso(ZoneOffset.UTC));
  }

  private RejectionHint() {}

  /**
   * A hint, or an empty text.
   *
   * @param reason why the records were rejected
   * @param binding the part at fault, or empty
   * @param texts what its column holds in these records; shown by their shape alone
   * @param file a file that holds such a record
   */
  static String of(String reason, Optional<Binding> binding, List<String> texts, String file) {
    return switch (reason) {
      case "invalid_utf8" ->
          file
              + " is not in the encoding of the source; if it is Latin-1, set encoding: ISO-8859-1";
      case "invalid_json" -> "one JSON object is wanted in each line; is it format: csv?";
      case "wrong_number_of_fields", "broken_quote" ->
          "see whether csv: {delimiter: …} is that of the file";
      case "no_match" -> "see whether the expression of lines is that of the file";
      case "truncated_file" -> "the file has not arrived whole; get it once more";
      default ->
          texts.isEmpty()
              ? ""
              : binding.map(part -> looks(part, texts, reason.startsWith("invalid"))).orElse("");
    };
  }

  private static String looks(Binding part, List<String> texts, boolean isUnreadable) {
    String shape = "the value there looks like " + Shape.mask(texts.get(0));
    if (!isUnreadable || part.parser() == null) {
      return shape;
    }
    String wanted = shape + " (letters a, digits 9), and " + part.parser() + " is wanted";
    return part.name().equals("timestamp") || part.parser().toString().contains("time")
        ? wanted + time(texts)
        : wanted
            + (texts.get(0).matches("-?[\\d.]*,\\d+")
                ? "; a decimal has a point, not a comma, unless decimal: ',' says so"
                : "");
  }

  private static String time(List<String> texts) {
    if (texts.stream().allMatch(text -> text.matches("\\d{9,10}|\\d{12,13}"))) {
      return "; unit: %s would read them"
          .formatted(texts.get(0).length() <= 10 ? "seconds" : "millis");
    }
    return TIMES.entrySet().stream()
        .filter(time -> texts.stream().allMatch(time.getValue()::reads))
        .findFirst()
        .map(time -> "; %s would read them".formatted(time.getKey()))
        .orElse("; the pattern must fit them");
  }
}
