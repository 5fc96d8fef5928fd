package dev.catchment.pipelines.plan;

import dev.catchment.detect.AlertRule;
import dev.catchment.detect.Detector;
import dev.catchment.detect.DetectorException;
import dev.catchment.detect.Detectors;
import dev.catchment.detect.WatchSpec;
import dev.catchment.measure.MetricSpec;
import dev.catchment.measure.SeriesSpec;
import dev.catchment.measure.WindowSpec;
import dev.catchment.model.Alert.Severity;
import dev.catchment.model.FieldType;
import dev.catchment.model.Nearest;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.AlertSection;
import dev.catchment.pipelines.config.CatchmentConfig.Hold;
import dev.catchment.pipelines.config.CatchmentConfig.Metric;
import dev.catchment.pipelines.config.CatchmentConfig.Monitor;
import dev.catchment.pipelines.config.CatchmentConfig.MonitorWindow;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.Spans;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The monitors of a configuration.
 *
 * @param series what is measured
 * @param watches what is looked for, for each of the series
 */
public record MonitorPlan(List<SeriesSpec> series, List<WatchSpec> watches) {
  private static final String MONITORS = "monitors";
  private static final String ABSENCE = "absence";

  public MonitorPlan {
    series = List.copyOf(series);
    watches = List.copyOf(watches);
  }

  /**
   * Plans the monitors.
   *
   * @param fields the parts of the events
   * @throws UsageException when one is wrong
   */
  public static MonitorPlan of(ConfigFile file, EventFields fields) {
    Map<String, Monitor> monitors = file.config().monitors();
    if (monitors.isEmpty()) {
      throw file.problem("section monitors is missing; name at least one monitor");
    }
    List<SeriesSpec> series = new ArrayList<>();
    List<WatchSpec> watches = new ArrayList<>();
    monitors.forEach(
        (name, monitor) -> {
          Planner planner = new Planner(file, fields, name, monitor);
          SeriesSpec spec = planner.series();
          series.add(spec);
          watches.add(planner.watch(spec));
        });
    return new MonitorPlan(series, watches);
  }

  private record Planner(ConfigFile file, EventFields fields, String name, Monitor monitor) {

    SeriesSpec series() {
      List<MetricSpec> metrics = new ArrayList<>();
      monitor
          .metrics()
          .forEach(
              (metric, section) ->
                  check(
                      () -> {
                        metrics.add(metric(metric, section));
                        // Each with those before it, so that the first mistake is named.
                        SeriesSpec.of(name, windows(), metrics, fields);
                      },
                      "metrics",
                      metric));
      SeriesSpec spec = SeriesSpec.of(name, windows(), metrics, fields);
      spec =
          spec.withSources(
                  known("source", "sources", monitor.sources(), file.config().sources().keySet()))
              .withEvents(Set.copyOf(monitor.events()));
      if (monitor.where() != null) {
        spec = spec.withWhere(rule(monitor.where(), "where"));
      }
      if (monitor.key() != null) {
        spec = spec.withKey(field(monitor.key(), "key"));
      }
      return times(spec);
    }

    private SeriesSpec times(SeriesSpec bare) {
      SeriesSpec spec = bare;
      if (monitor.lateness() != null) {
        spec = spec.withLateness(Spans.of(monitor.lateness()));
      }
      if (monitor.early() != null) {
        spec = spec.withEarly(Spans.of(positive(monitor.early(), "early")));
      }
      if (monitor.forget() != null) {
        spec = spec.withForget(Spans.of(positive(monitor.forget(), "forget")));
      }
      if (monitor.ahead() != null) {
        spec = spec.withAhead(Spans.of(positive(monitor.ahead(), "ahead")));
      }
      if (monitor.empty().equals("zero")) {
        if (spec.windows().isSession()) {
          throw problem("a session without events is none; leave empty out", "empty");
        }
        spec = spec.withZeros();
      }
      return spec;
    }

    private WindowSpec windows() {
      MonitorWindow window = monitor.window();
      Map<String, String> kinds = new LinkedHashMap<>();
      kinds.put("tumbling", window.tumbling());
      kinds.put("sliding", window.sliding());
      kinds.put("session", window.session());
      String kind = onlyOne(kinds, "kind of window", "window");
      String size = positive(kinds.get(kind), "window", kind);
      if ((window.every() != null) != kind.equals("sliding")) {
        throw problem("every belongs to sliding, and sliding needs it", "window");
      }
      return switch (kind) {
        case "tumbling" -> WindowSpec.tumbling(Spans.of(size));
        case "session" -> WindowSpec.session(Spans.of(size));
        default -> {
          String every = positive(window.every(), "window", "every");
          if (Spans.of(size).toMillis() % Spans.of(every).toMillis() != 0) {
            throw problem("%s is no multiple of every, %s".formatted(size, every), "window", kind);
          }
          yield WindowSpec.sliding(Spans.of(size), Spans.of(every));
        }
      };
    }

    private String positive(String span, String... path) {
      if (Spans.of(span).isZero()) {
        throw problem(span + " is no time at all; give a longer one", path);
      }
      return span;
    }

    private MetricSpec metric(String metric, Metric section) {
      Map<String, String> operators = new LinkedHashMap<>();
      operators.put("count", section.count());
      operators.put("rate", section.rate());
      operators.put("sum", section.sum());
      operators.put("mean", section.mean());
      operators.put("min", section.min());
      operators.put("max", section.max());
      operators.put("first", section.first());
      operators.put("last", section.last());
      operators.put("distinct", section.distinct());
      operators.put("quantile", section.quantile());
      operators.put("weighted", section.weighted());
      operators.put("cel", section.cel());
      String operator = onlyOne(operators, "operator", "metrics", metric);
      together(section.at() != null, operator, "at", "quantile");
      together(section.by() != null, operator, "by", "weighted");
      String argument = operators.get(operator);
      MetricSpec spec =
          switch (operator) {
            case "count" ->
                argument.equals("events")
                    ? MetricSpec.count(metric)
                    : MetricSpec.count(metric, known(argument));
            case "rate" -> MetricSpec.rate(metric);
            case "sum" -> MetricSpec.sum(metric, known(argument));
            case "mean" -> MetricSpec.mean(metric, known(argument));
            case "min" -> MetricSpec.min(metric, known(argument));
            case "max" -> MetricSpec.max(metric, known(argument));
            case "first" -> MetricSpec.first(metric, known(argument));
            case "last" -> MetricSpec.last(metric, known(argument));
            case "distinct" -> MetricSpec.distinct(metric, known(argument));
            case "quantile" -> MetricSpec.quantile(metric, known(argument), section.at());
            case "weighted" -> MetricSpec.weighted(metric, known(argument), known(section.by()));
            default -> MetricSpec.derived(metric, argument);
          };
      return section.where() == null
          ? spec
          : spec.withWhere(
              Rule.compile(metric, section.where(), fields.schema(), FieldType.BOOLEAN));
    }

    private static void together(boolean given, String operator, String key, String wanted) {
      if (given != operator.equals(wanted)) {
        throw new IllegalArgumentException(
            "%s belongs to %s, and %s needs it".formatted(key, wanted, wanted));
      }
    }

    private String known(String field) {
      if (!fields.schema().contains(field)) {
        throw new IllegalArgumentException(
            "there is no field %s%s"
                .formatted(field, Nearest.hint(field, fields.schema().names())));
      }
      return field;
    }

    private String field(String field, String... path) {
      check(() -> known(field), path);
      return field;
    }

    private Rule rule(String expression, String... path) {
      Rule[] rule = new Rule[1];
      check(
          () -> rule[0] = Rule.compile(name, expression, fields.schema(), FieldType.BOOLEAN), path);
      return rule[0];
    }

    private Set<String> known(String noun, String key, List<String> names, Collection<String> all) {
      for (int index = 0; index < names.size(); index++) {
        if (!all.contains(names.get(index))) {
          throw problem(
              "there is no %s %s%s"
                  .formatted(noun, names.get(index), Nearest.hint(names.get(index), all)),
              key,
              Integer.toString(index));
        }
      }
      return Set.copyOf(names);
    }

    WatchSpec watch(SeriesSpec spec) {
      List<AlertRule> rules = new ArrayList<>();
      monitor.alerts().forEach((rule, section) -> rules.add(alert(spec, rule, section)));
      return new WatchSpec(
          name,
          spec.windows().size(),
          spec.windows().step(),
          spec.lateness(),
          spec.forget(),
          rules);
    }

    private AlertRule alert(SeriesSpec spec, String rule, AlertSection section) {
      Detector<?> detector = detector(rule, section);
      // The names of the settings in order, so that they can be written in any.
      String description = section.detector() + new TreeMap<>(section.settings());
      boolean waits = section.detector().equals(ABSENCE);
      AlertRule bare =
          waits
              ? AlertRule.ofSilence(rule, description, detector)
              : judged(spec, rule, section, detector, description);
      if (waits && spec.windows().isSession()) {
        throw problem(
            "a session ends by silence; use tumbling or sliding windows to look for it",
            "alerts",
            rule,
            "detector");
      }
      Hold hold = section.hold();
      return bare.withSeverity(Severity.valueOf(section.severity().toUpperCase(Locale.ROOT)))
          .withWindows(section.open(), section.close())
          .withHold(hold.below(), hold.above(), hold.score())
          .withCoolDown(Spans.of(section.coolDown()));
    }

    private AlertRule judged(
        SeriesSpec spec,
        String rule,
        AlertSection section,
        Detector<?> detector,
        String description) {
      if ((section.metric() == null) == (section.metrics() == null)) {
        throw problem("needs either metric or metrics", "alerts", rule);
      }
      List<String> judged =
          section.metric() == null ? section.metrics() : List.of(section.metric());
      List<Integer> places = new ArrayList<>();
      for (String metric : judged) {
        if (!spec.metricNames().contains(metric)) {
          throw problem(
              "there is no metric %s%s".formatted(metric, Nearest.hint(metric, spec.metricNames())),
              "alerts",
              rule,
              section.metric() == null ? "metrics" : "metric");
        }
        places.add(spec.metricNames().indexOf(metric));
      }
      if (detector.width() != judged.size()) {
        throw problem(
            "the detector %s takes %d metrics, and %d are given"
                .formatted(section.detector(), detector.width(), judged.size()),
            "alerts",
            rule);
      }
      return AlertRule.of(rule, description + judged, detector, places, String.join(",", judged));
    }

    private Detector<?> detector(String rule, AlertSection section) {
      Set<String> kinds = Detectors.kinds();
      if (!kinds.contains(section.detector())) {
        throw problem(
            "there is no detector %s%s The detectors are %s"
                .formatted(
                    section.detector(),
                    Nearest.hintOrStop(section.detector(), kinds),
                    String.join(", ", kinds)),
            "alerts",
            rule,
            "detector");
      }
      try {
        return Detectors.of(section.detector(), section.settings());
      } catch (DetectorException e) {
        String hint =
            section.settings().containsKey(e.setting())
                    && !Detectors.settings(section.detector()).contains(e.setting())
                ? Nearest.hint(e.setting(), Detectors.settings(section.detector()))
                : "";
        throw e.setting().isEmpty() || !section.settings().containsKey(e.setting())
            ? problem(e.getMessage(), "alerts", rule)
            : problem(e.getMessage() + hint, "alerts", rule, "settings", e.setting());
      }
    }

    private String onlyOne(Map<String, String> choices, String noun, String... path) {
      List<String> all = List.copyOf(choices.keySet());
      List<String> given =
          choices.entrySet().stream()
              .filter(choice -> Objects.nonNull(choice.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      if (given.size() != 1) {
        throw problem(
            "needs exactly one %s of %s, and has %s"
                .formatted(
                    noun,
                    String.join(", ", all),
                    given.isEmpty() ? "none" : String.join(", ", given)),
            path);
      }
      return given.get(0);
    }

    private void check(Runnable step, String... path) {
      try {
        step.run();
      } catch (IllegalArgumentException | RuleException e) {
        throw problem(e.getMessage(), path);
      }
    }

    private UsageException problem(String message, String... path) {
      String[] full = new String[path.length + 2];
      full[0] = MONITORS;
      full[1] = name;
      System.arraycopy(path, 0, full, 2, path.length);
      return file.problem(message, full);
    }
  }
}
