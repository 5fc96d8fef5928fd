package dev.catchment.pipelines.infer;

import dev.catchment.clean.TextParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which the values of a column are times.
 *
 * @param form the form
 * @param readable how many of the values it reads
 * @param isAmbiguous whether day and month could as well be exchanged
 * @param namesZone whether they name their zone
 * @param tellsTime whether they tell the time of the day
 */
record Times(
    TimeForm form, int readable, boolean isAmbiguous, boolean namesZone, boolean tellsTime) {
  /** The least share of the values that a form must read. */
  static final double SHARE = 0.9;

  private static final int FIRST = 50;
  private static final int LONGEST = 40;
  private static final Pattern PARTED = Pattern.compile("\\d{1,2}([/.-])\\d{1,2}\\1\\d{2,4}\\D*.*");
  private static final List<String> CLOCKS =
      List.of("", " HH:mm", " HH:mm:ss", " H:mm", " H:mm:ss", ", HH:mm", " h:mm a", " h:mm:ss a");
  private static final List<String> OTHERS =
      List.of(
          "yyyyMMdd",
          "yyyyMMddHHmm",
          "yyyyMMddHHmmss",
          "yyyyMMdd'T'HHmmssX",
          "yyyy/MM/dd",
          "yyyy/MM/dd HH:mm",
          "yyyy/MM/dd HH:mm:ss",
          "yyyy.MM.dd",
          "yyyy-MM-dd HH:mm:ss.SS",
          "yyyy-MM-dd HH:mm:ss 'UTC'",
          "yyyy-MM-dd HH:mm:ss.SSS 'UTC'",
          "yyyy-MM-dd HH:mm:ss.SSSSSS 'UTC'",
          "yyyy-MM-dd HH:mm:ss Z",
          "dd/MMM/yyyy:HH:mm:ss Z",
          "EEE, d MMM yyyy HH:mm:ss Z",
          "EEE, d MMM yyyy HH:mm:ss 'GMT'",
          "EEE MMM d HH:mm:ss yyyy",
          "d MMM yyyy",
          "d MMM yyyy HH:mm",
          "d MMM yyyy HH:mm:ss",
          "d-MMM-yyyy",
          "d-MMM-yyyy HH:mm:ss",
          "d-MMM-yy",
          "MMM d, yyyy",
          "MMM d, yyyy h:mm a",
          "d MMMM yyyy",
          "MMMM d, yyyy");

  /**
   * The form of the values of a column; empty when they are no times.
   *
   * @param isNamed whether the column's name speaks of a time, so that counts since 1970 are looked
   *     for
   */
  static Optional<Times> of(List<String> values, boolean isNamed) {
    List<String> first = values.subList(0, Math.min(FIRST, values.size()));
    Map<TimeForm, Integer> counts = new LinkedHashMap<>();
    for (TimeForm form : candidates(first, isNamed)) {
      if (count(form, first) >= SHARE * first.size()) {
        counts.put(form, count(form, values));
      }
    }
    TimeForm best = null;
    for (TimeForm form : counts.keySet()) {
      best = best == null || counts.get(form) > counts.get(best) ? form : best;
    }
    if (best == null || counts.get(best) < SHARE * values.size()) {
      return Optional.empty();
    }
    TimeForm twin = best.twin();
    String example = first.get(0);
    return Optional.of(
        new Times(
            best,
            counts.get(best),
            !twin.equals(best)
                && !best.pattern().contains(".")
                && counts.get(best).equals(counts.get(twin)),
            best.namesZone(example),
            best.tellsTime(example)));
  }

  private static int count(TimeForm form, List<String> values) {
    TextParser parser = form.parser();
    return (int)
        values.stream().filter(text -> TimeForm.read(form, parser, text).isPresent()).count();
  }

  private static List<TimeForm> candidates(List<String> first, boolean isNamed) {
    List<TimeForm> forms = new ArrayList<>();
    if (first.isEmpty() || first.get(0).length() > LONGEST) {
      return forms;
    }
    if (first.get(0).matches("\\d{4}-\\d\\d-\\d\\d.*")) {
      forms.add(TimeForm.ISO);
    }
    Matcher parted = PARTED.matcher(first.get(0));
    if (parted.matches()) {
      addParted(parted.group(1), isNamed, forms);
    }
    if (first.get(0).matches(".*\\d{2}.*|.*\\d [A-Z]\\w\\w.*")) {
      OTHERS.forEach(pattern -> forms.add(TimeForm.ofPattern(pattern)));
    }
    if (isNamed && first.stream().allMatch(text -> text.matches("\\d{9,10}"))) {
      forms.add(TimeForm.ofUnit("seconds"));
    }
    if (isNamed && first.stream().allMatch(text -> text.matches("\\d{12,13}"))) {
      forms.add(TimeForm.ofUnit("millis"));
    }
    return forms;
  }

  /** Days before months first, as most of the world writes them; but not where AM and PM stand. */
  private static void addParted(String separator, boolean isNamed, List<TimeForm> forms) {
    for (String clock : CLOCKS) {
      List<String> orders =
          clock.endsWith("a")
              ? List.of("MM-dd-yyyy", "dd-MM-yyyy", "M-d-yyyy", "d-M-yyyy", "M-d-yy", "d-M-yy")
              : List.of("dd-MM-yyyy", "MM-dd-yyyy", "d-M-yyyy", "M-d-yyyy", "d-M-yy", "M-d-yy");
      for (String order : orders) {
        boolean maybeVersion = separator.equals(".") && order.endsWith("-yy") && !isNamed;
        if (!maybeVersion) {
          forms.add(TimeForm.ofPattern(order.replace("-", separator) + clock));
        }
      }
    }
  }
}
