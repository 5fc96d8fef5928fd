package dev.catchment.pipelines.plan;

import java.util.List;

/** How times are often written. */
public final class TimeForms {
  /** Patterns of dates and times, those first that are tried first. */
  public static final List<String> PATTERNS =
      List.of(
          "dd/MM/yyyy HH:mm:ss",
          "MM/dd/yyyy HH:mm:ss",
          "dd/MM/yyyy HH:mm",
          "MM/dd/yyyy HH:mm",
          "d/M/yyyy H:mm",
          "M/d/yyyy H:mm",
          "dd/MM/yyyy",
          "MM/dd/yyyy",
          "dd.MM.yyyy HH:mm:ss",
          "dd.MM.yyyy HH:mm",
          "dd.MM.yyyy",
          "yyyy-MM-dd HH:mm:ss",
          "yyyy-MM-dd HH:mm",
          "yyyy-MM-dd'T'HH:mm:ss",
          "yyyy-MM-dd'T'HH:mm",
          "yyyy-MM-dd",
          "yyyy/MM/dd HH:mm:ss",
          "yyyy/MM/dd",
          "yyyyMMddHHmmss",
          "yyyyMMdd");

  private TimeForms() {}
}
