package dev.catchment.pipelines.observe;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes metrics as text of OpenMetrics 1.0, and of it only what the older text format of
 * Prometheus reads as well: counters and gauges without timestamps.
 */
final class OpenMetrics {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";

  private final List<Family> families = new ArrayList<>();

  /** Metrics of one name. */
  static final class Family {
    private final String sample;
    private final String head;
    private final StringBuilder samples = new StringBuilder();

    private Family(String name, String type, String unit, String help) {
      checkArgument(name.matches(NAME), "%s is no name of a metric", name);
      checkArgument(unit.isEmpty() || name.endsWith("_" + unit), "%s must end in _%s", name, unit);
      this.sample = type.equals("counter") ? name + "_total" : name;
      this.head =
          "# TYPE %s %s\n".formatted(name, type)
              + (unit.isEmpty() ? "" : "# UNIT %s %s\n".formatted(name, unit))
              + "# HELP %s %s\n".formatted(name, escape(help));
    }

    /**
     * Adds a value.
     *
     * @param labels names and values by turns
     */
    void add(BigDecimal value, String... labels) {
      checkArgument(labels.length % 2 == 0, "a label has no value");
      samples.append(sample);
      for (int index = 0; index < labels.length; index += 2) {
        checkArgument(labels[index].matches(LABEL), "%s is no name of a label", labels[index]);
        samples
            .append(index == 0 ? '{' : ',')
            .append(labels[index])
            .append("=\"")
            .append(escape(labels[index + 1]))
            .append('"');
      }
      samples.append(labels.length > 0 ? "} " : " ").append(value.toPlainString()).append('\n');
    }

    void add(long value, String... labels) {
      add(BigDecimal.valueOf(value), labels);
    }
  }

  /** A family of counts, which begin at 0 with the run. */
  Family counter(String name, String unit, String help) {
    return family(name, "counter", unit, help);
  }

  /** A family of values that go up and down. */
  Family gauge(String name, String unit, String help) {
    return family(name, "gauge", unit, help);
  }

  private Family family(String name, String type, String unit, String help) {
    Family family = new Family(name, type, unit, help);
    families.add(family);
    return family;
  }

  /** The families that have a value, and the line that says that all is there. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Family family : families) {
      if (family.samples.length() > 0) {
        text.append(family.head).append(family.samples);
      }
    }
    return text.append("# EOF\n").toString();
  }

  static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
  }
}
