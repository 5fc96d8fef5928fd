package dev.catchment.pipelines.infer;

import dev.catchment.clean.TextParser;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The forms in which the values of a column are times.
 *
 * @param forms the forms, of which the first that fits a value reads it; several only of patterns
 * @param readable how many of the values they read
 * @param ambiguous those of them of which day and month could as well be exchanged
 * @param namesZone whether they all name their zone
 * @param tellsTime whether one tells the time of the day
 */
record Times(
    List<TimeForm> forms,
    int readable,
    List<TimeForm> ambiguous,
    boolean namesZone,
    boolean tellsTime) {
  /** The least share of the values that a form must read. */
  static final double SHARE = 0.9;

  /** The least share of all values that each of several forms must read. */
  private static final double PART = 0.05;

  private static final int MOST_FORMS = 3;
  private static final int FIRST = 50;
  private static final int LONGEST = 40;
  private static final Pattern PARTED = Pattern.compile("\\d{1,2}([/.-])\\d{1,2}\\1\\d{2,4}\\D*.*");
  private static final List<String> CLOCKS =
      List.of("", " HH:mm", " HH:mm:ss", " H:mm", " H:mm:ss", ", HH:mm", " h:mm a", " h:mm:ss a");

  /** What stands for ISO-8601 where other patterns stand beside it. */
  private static final List<String> ISO_PATTERNS =
      List.of("yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssX");

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
   * The forms of the values of a column; empty when they are no times. Several only where they read
   * more than one.
   *
   * @param isNamed whether the column's name speaks of a time, so that counts since 1970 are looked
   *     for
   */
  static Optional<Times> of(List<String> values, boolean isNamed) {
    Optional<Times> one =
        best(values, candidates(values, isNamed), SHARE)
            .map(form -> of(List.of(form), values))
            .filter(times -> times.readable() >= SHARE * values.size());
    if (one.isPresent() && one.get().readable() == values.size()) {
      return one;
    }
    return Optional.of(several(values, isNamed))
        .filter(times -> !times.forms().isEmpty())
        .filter(times -> times.readable() >= SHARE * values.size())
        .filter(times -> one.isEmpty() || times.readable() > one.get().readable())
        .or(() -> one);
  }

  /** What reads the values. */
  TextParser parser() {
    return forms.size() == 1
        ? forms.get(0).parser()
        : TextParser.ofPatterns(forms.stream().map(TimeForm::pattern).toList(), ZoneOffset.UTC);
  }

  /** Patterns that read the values together, each a good part of those that are left. */
  private static Times several(List<String> values, boolean isNamed) {
    List<TimeForm> forms = new ArrayList<>();
    List<String> rest = values;
    while (forms.size() < MOST_FORMS && rest.size() >= PART * values.size()) {
      List<TimeForm> patterns =
          candidates(rest, isNamed).stream()
              .filter(form -> !form.pattern().isEmpty())
              .filter(form -> forms.stream().noneMatch(form::contradicts))
              .toList();
      Optional<TimeForm> best = best(rest, patterns, PART);
      if (best.isEmpty() || count(best.get(), rest) < PART * values.size()) {
        break;
      }
      forms.add(best.get());
      rest = rest.stream().filter(reader(best.get()).negate()).toList();
    }
    return of(forms, values);
  }

  private static Times of(List<TimeForm> forms, List<String> values) {
    Map<TimeForm, List<String>> read = new LinkedHashMap<>();
    List<String> rest = values;
    for (TimeForm form : forms) {
      Map<Boolean, List<String>> parts =
          rest.stream().collect(Collectors.partitioningBy(reader(form)));
      if (!parts.get(true).isEmpty()) {
        read.put(form, parts.get(true));
      }
      rest = parts.get(false);
    }
    return new Times(
        List.copyOf(read.keySet()),
        values.size() - rest.size(),
        read.keySet().stream().filter(form -> isAmbiguous(form, read.get(form))).toList(),
        read.entrySet().stream().allMatch(form -> form.getKey().namesZone(form.getValue().get(0))),
        read.entrySet().stream().anyMatch(form -> form.getKey().tellsTime(form.getValue().get(0))));
  }

  private static boolean isAmbiguous(TimeForm form, List<String> read) {
    return !form.twin().equals(form)
        && !form.pattern().contains(".")
        && count(form.twin(), read) == read.size();
  }

  /** The form that reads most of the values, and a share of the first ones. */
  private static Optional<TimeForm> best(
      List<String> values, List<TimeForm> candidates, double share) {
    List<String> first = first(values);
    TimeForm best = null;
    int most = 0;
    for (TimeForm form : candidates) {
      if (count(form, first) >= share * first.size()) {
        int count = count(form, values);
        best = count > most ? form : best;
        most = Math.max(most, count);
      }
    }
    return Optional.ofNullable(best);
  }

  private static List<String> first(List<String> values) {
    return values.subList(0, Math.min(FIRST, values.size()));
  }

  private static int count(TimeForm form, List<String> values) {
    return (int) values.stream().filter(reader(form)).count();
  }

  private static Predicate<String> reader(TimeForm form) {
    TextParser parser = form.parser();
    return text -> TimeForm.read(form, parser, text).isPresent();
  }

  /** The forms in words. */
  String inWords() {
    return forms.stream().map(TimeForm::toString).collect(Collectors.joining(" or "));
  }

  private static List<TimeForm> candidates(List<String> values, boolean isNamed) {
    List<TimeForm> forms = new ArrayList<>();
    List<String> first = first(values);
    if (first.isEmpty() || first.get(0).length() > LONGEST) {
      return forms;
    }
    if (first.get(0).matches("\\d{4}-\\d\\d-\\d\\d.*")) {
      forms.add(TimeForm.ISO);
      ISO_PATTERNS.forEach(pattern -> forms.add(TimeForm.ofPattern(pattern)));
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
