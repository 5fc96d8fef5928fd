package dev.catchment.pipelines.observe;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OpenMetricsTest {
  @Example
  void countersAndGaugesWithUnits() {
    OpenMetrics metrics = new OpenMetrics();
    OpenMetrics.Family bytes = metrics.counter("input_bytes", "bytes", "Bytes \"in\" C:\\data.");
    bytes.add(1_000_000_000_000L, "job", "collect", "source", "orders");
    bytes.add(0, "job", "collect", "source", "web");
    metrics.gauge("empty", "", "Nothing.");
    metrics.gauge("run_seconds", "seconds", "Time.").add(new BigDecimal("1E-3"));

    assertEquals(
        """
        # TYPE input_bytes counter
        # UNIT input_bytes bytes
        # HELP input_bytes Bytes \\"in\\" C:\\\\data.
        input_bytes_total{job="collect",source="orders"} 1000000000000
        input_bytes_total{job="collect",source="web"} 0
        # TYPE run_seconds gauge
        # UNIT run_seconds seconds
        # HELP run_seconds Time.
        run_seconds 0.001
        # EOF
        """,
        metrics.text());
    StrictOpenMetrics read = StrictOpenMetrics.of(metrics.text());
    assertEquals(new BigDecimal("0.001"), read.value("run_seconds"));
  }

  @Example
  void familiesStandTogetherInWhicheverOrderTheyAreFilled() {
    OpenMetrics metrics = new OpenMetrics();
    OpenMetrics.Family first = metrics.gauge("first", "", "One.");
    OpenMetrics.Family second = metrics.gauge("second", "", "Two.");
    first.add(1, "a", "x");
    second.add(2);
    first.add(3, "a", "y");

    assertEquals(2, StrictOpenMetrics.of(metrics.text()).named("first").size());
  }

  @Example
  void namesThatCannotBeAreRefused() {
    OpenMetrics metrics = new OpenMetrics();
    for (String name : List.of("", "1st", "a-b", "a b", "ä")) {
      assertThrows(IllegalArgumentException.class, () -> metrics.gauge(name, "", "x"));
    }
    assertThrows(IllegalArgumentException.class, () -> metrics.gauge("size", "bytes", "x"));
    OpenMetrics.Family family = metrics.gauge("ok", "", "x");
    for (String label : List.of("", "a:b", "a-b", "1")) {
      assertThrows(IllegalArgumentException.class, () -> family.add(1, label, "x"));
    }
    assertThrows(IllegalArgumentException.class, () -> family.add(1, "a"));
  }

  @Property
  void everyLabelIsReadAsItWasWritten(@ForAll("texts") String one, @ForAll("texts") String other) {
    OpenMetrics metrics = new OpenMetrics();
    metrics.gauge("m", "", one).add(1, "one", one, "other", other);

    assertEquals(
        Map.of(Map.of("one", one, "other", other), BigDecimal.ONE),
        StrictOpenMetrics.of(metrics.text()).named("m"));
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.strings().withChars("\\\"\n\r,={}# n\u2028é").ofMaxLength(12));
  }

  /** The reader that the other tests rely on. */
  @Example
  void theReaderTakesNothingElse() {
    String type = "# TYPE m gauge\n";
    for (String wrong :
        List.of(
            "",
            "m 1\n# EOF\n",
            type + "m 1\n",
            type + "m 1\n\n# EOF\n",
            type + "m  1\n# EOF\n",
            type + "m NaN\n# EOF\n",
            type + "m 1 1700000000\n# EOF\n",
            type + "m_total 1\n# EOF\n",
            type + "m 1\nm 2\n# EOF\n",
            type + "m{a=\"x\",} 1\n# EOF\n",
            type + "m{a=\"x\" ,b=\"y\"} 1\n# EOF\n",
            type + "m{a=\"x\",a=\"y\"} 1\n# EOF\n",
            type + "m{a=\"\\t\"} 1\n# EOF\n",
            type + "m{a=\"\"\"} 1\n# EOF\n",
            type + "# UNIT m bytes\nm 1\n# EOF\n",
            type + "# TYPE n gauge\nn 1\n" + type + "m 1\n# EOF\n",
            "# TYPE m info\nm 1\n# EOF\n",
            "# TYPE m counter\nm 1\n# EOF\n",
            "# TYPE m counter\nm_total -1\n# EOF\n")) {
      assertThrows(wrong, IllegalArgumentException.class, () -> StrictOpenMetrics.of(wrong));
    }
  }
}
