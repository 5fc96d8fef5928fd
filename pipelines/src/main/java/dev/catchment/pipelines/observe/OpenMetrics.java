package dev.catchment.pipelines.observe;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes metrics as text of OpenMetrics 1.0, and of it only what the older text format of
 * Prometheus reads as well: counters, gauges and histograms without timestamps.
 */
public final class OpenMetrics {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";

  private final List<Family> families = new ArrayList<>();

  /** Metrics of one name. */
  public static final class Family {
    private final String name;
    private final String sample;
    private final String head;
    private final StringBuilder samples = new StringBuilder();

    private Family(String name, String type, String unit, String help) {
      checkArgument(name.matches(NAME), "%s is no name of a metric", name);
      checkArgument(unit.isEmpty() || name.endsWith("_" + unit), "%s must end in _%s", name, unit);
      this.name = name;
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
    public void add(BigDecimal value, String... labels) {
      addSample(sample, value, labels);
    }

    public void add(long value, String... labels) {
      add(BigDecimal.valueOf(value), labels);
    }

    /**
     * Adds a histogram.
     *
     * @param bounds the upper bounds of all buckets but the last, rising
     * @param counts the values in each bucket, one more than bounds
     * @param sum of all values
     * @param labels names and values by turns
     */
    public void addBuckets(
        List<BigDecimal> bounds, long[] counts, BigDecimal sum, String... labels) {
      checkArgument(counts.length == bounds.size() + 1, "a bucket has no bound");
      long below = 0;
      for (int bucket = 0; bucket < counts.length; bucket++) {
        below += counts[bucket];
        String[] bounded = Arrays.copyOf(labels, labels.length + 2);
        bounded[labels.length] = "le";
        bounded[labels.length + 1] =
            bucket < bounds.size() ? bounds.get(bucket).toPlainString() : "+Inf";
        addSample(name + "_bucket", BigDecimal.valueOf(below), bounded);
      }
      addSample(name + "_count", BigDecimal.valueOf(below), labels);
      addSample(name + "_sum", sum, labels);
    }

    private void addSample(String sampled, BigDecimal value, String... labels) {
      checkArgument(labels.length % 2 == 0, "a label has no value");
      samples.append(sampled);
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
  }

  /** A family of counts, which begin at 0 with the run. */
  public Family counter(String name, String unit, String help) {
    return family(name, "counter", unit, help);
  }

  /** A family of values, each counted in the bucket that it falls into. */
  public Family histogram(String name, String unit, String help) {
    return family(name, "histogram", unit, help);
  }

  /** A family of values that go up and down. */
  public Family gauge(String name, String unit, String help) {
    return family(name, "gauge", unit, help);
  }

  private Family family(String name, String type, String unit, String help) {
    Family family = new Family(name, type, unit, help);
    families.add(family);
    return family;
  }

  /** The families that have a value, and the line that says that all is there. */
  public String text() {
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
