package dev.catchment.pipelines.report;

import java.util.Locale;

/** Numbers as a reader sees them. */
final class Numbers {
  private Numbers() {}

  /** With a comma between thousands. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count with its noun, such as "1 person" or "2,000 people". */
  static String count(long value, String one, String many) {
    return count(value) + " " + (value == 1 ? one : many);
  }

  /**
   * A share as a percentage. Only none is 0% and only all is 100%: a share close to either says so.
   */
  static String percent(long part, long whole) {
    return whole == 0 ? "–" : percent((double) part / whole);
  }

  static String percent(double share) {
    if (share > 0 && share < 0.001) {
      return "<0.1%";
    }
    if (share < 1 && share > 0.999) {
      return ">99.9%";
    }
    double percent = share * 100;
    return String.format(Locale.ROOT, share == 0 || share == 1 ? "%.0f%%" : "%.1f%%", percent);
  }

  static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** With three significant digits, in whole numbers from 100 on. */
  static String measure(double value) {
    double size = Math.abs(value);
    if (size >= 1e15 || (size > 0 && size < 1e-3)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int whole = size == 0 ? 2 : (int) Math.floor(Math.log10(size));
    String text = decimal(size, Math.max(0, 2 - whole));
    return value < 0 ? "−" + text : text;
  }

  /** With its sign; a value that rounds to zero has none. */
  static String signed(double value) {
    String text = String.format(Locale.ROOT, "%.2f", Math.abs(value));
    return text.equals("0.00") ? text : (value < 0 ? "−" : "+") + text;
  }

  static String width(long part, long whole) {
    return width((double) part, (double) whole);
  }

  /** A width for a style attribute, in percent. */
  static String width(double part, double whole) {
    return whole <= 0 ? "0%" : String.format(Locale.ROOT, "%.2f%%", 100 * part / whole);
  }

  /** A value for a chart, where a pixel is all that can be seen. */
  static double rounded(double value) {
    return Math.round(value * 1000) / 1000d;
  }

  static String seconds(double value) {
    return value < 60
        ? decimal(value, 1) + " s"
        : String.format(
            Locale.ROOT, "%d min %02d s", Math.round(value) / 60, Math.round(value) % 60);
  }
}
