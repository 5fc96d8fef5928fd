package dev.catchment.pipelines.plan;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.catchment.expect.Check;
import dev.catchment.expect.Expectation;
import dev.catchment.model.FieldType;
import dev.catchment.model.Nearest;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.config.Expect;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is expected of the events of each source.
 *
 * @param expectations all of them, in the order of the configuration
 */
public record ExpectationPlan(List<Expectation> expectations) implements Serializable {
  public ExpectationPlan {
    expectations = List.copyOf(expectations);
  }

  /**
   * Plans the sections {@code expect} of a configuration.
   *
   * @throws UsageException when one of them is wrong
   */
  public static ExpectationPlan of(ConfigFile file, EventFields fields) {
    List<Expectation> all = new ArrayList<>();
    file.config()
        .sources()
        .forEach(
            (source, section) ->
                section
                    .expect()
                    .forEach(
                        (name, expect) ->
                            all.add(new Planner(file, fields, source, name, expect).plan())));
    return new ExpectationPlan(all);
  }

  public boolean isEmpty() {
    return expectations.isEmpty();
  }

  /** The expectations that look at events of a source. */
  public List<Expectation> lookingAt(String source) {
    return expectations.stream()
        .filter(
            expectation ->
                expectation.source().equals(source)
                    || (expectation.check() instanceof Check.ExistsIn exists
                        && exists.source().equals(source)))
        .toList();
  }

  private record Planner(
      ConfigFile file, EventFields fields, String source, String name, Expect expect) {

    Expectation plan() {
      Map<String, Check> checks = checks();
      if (checks.size() != 1) {
        throw problem(
            "needs exactly one of notNull, maxMissing, unique, min and max, oneOf, matches,"
                + " existsIn, rule, minRows and maxRows, maxAge"
                + (checks.isEmpty() ? "" : ", not " + String.join(" and ", checks.keySet())));
      }
      Map.Entry<String, Check> check = checks.entrySet().iterator().next();
      boolean isWhole =
          check.getValue() instanceof Check.Rows || check.getValue() instanceof Check.Fresh;
      boolean hasField = !isWhole && !(check.getValue() instanceof Check.IsTrue);
      if (hasField != (expect.field() != null)) {
        throw problem(
            hasField ? check.getKey() + " needs a field" : check.getKey() + " takes no field");
      }
      if (hasField) {
        FieldType type = field(expect.field(), "field");
        if (check.getValue() instanceof Check.Range && !type.isNumeric()) {
          throw problem("min and max need a field of the type integer or decimal", "field");
        }
      }
      if (expect.mostly() != null && (isWhole || expect.maxMissing() != null)) {
        throw problem(check.getKey() + " is met or not; it takes no mostly", "mostly");
      }
      double mostly = expect.mostly() == null ? 1 : expect.mostly();
      return new Expectation(
          name,
          source,
          expect.field(),
          check.getValue(),
          expect.maxMissing() == null ? mostly : 1 - expect.maxMissing(),
          expect.required());
    }

    private Map<String, Check> checks() {
      Map<String, Check> checks = new LinkedHashMap<>();
      if (Boolean.TRUE.equals(expect.notNull())) {
        checks.put("notNull", new Check.NotNull());
      }
      if (expect.maxMissing() != null) {
        checks.put("maxMissing", new Check.NotNull());
      }
      if (Boolean.TRUE.equals(expect.unique())) {
        checks.put("unique", new Check.Unique());
      }
      if (expect.min() != null || expect.max() != null) {
        checks.put("min and max", range());
      }
      if (!expect.oneOf().isEmpty()) {
        checks.put("oneOf", new Check.OneOf(Set.copyOf(expect.oneOf())));
      }
      if (expect.matches() != null) {
        checks.put("matches", matches());
      }
      if (expect.existsIn() != null) {
        checks.put("existsIn", exists());
      }
      if (expect.rule() != null) {
        checks.put("rule", rule());
      }
      if (expect.minRows() != null || expect.maxRows() != null) {
        checks.put("minRows and maxRows", rows());
      }
      if (expect.maxAge() != null) {
        checks.put("maxAge", new Check.Fresh(age()));
      }
      return checks;
    }

    private Check range() {
      double min = expect.min() == null ? Double.NEGATIVE_INFINITY : expect.min();
      double max = expect.max() == null ? Double.POSITIVE_INFINITY : expect.max();
      if (min > max) {
        throw problem("min %s is above max %s".formatted(min, max));
      }
      return new Check.Range(min, max);
    }

    private Check rows() {
      long min = expect.minRows() == null ? 0 : expect.minRows();
      long max = expect.maxRows() == null ? Long.MAX_VALUE : expect.maxRows();
      if (min > max) {
        throw problem("minRows %d is above maxRows %d".formatted(min, max));
      }
      return new Check.Rows(min, max);
    }

    private Check matches() {
      try {
        return new Check.Matches(Pattern.compile(expect.matches()));
      } catch (PatternSyntaxException e) {
        throw problem("not a regular expression of RE2: " + e.getMessage(), "matches");
      }
    }

    private Check exists() {
      Set<String> sources = file.config().sources().keySet();
      String other = expect.existsIn().source();
      if (!sources.contains(other)) {
        throw problem(
            "there is no source %s%s".formatted(other, Nearest.hint(other, sources)),
            "existsIn",
            "source");
      }
      field(expect.existsIn().field(), "existsIn", "field");
      return new Check.ExistsIn(other, expect.existsIn().field());
    }

    private Check rule() {
      try {
        return new Check.IsTrue(
            Rule.compile(name, expect.rule(), fields.schema(), FieldType.BOOLEAN));
      } catch (RuleException e) {
        throw problem(e.getMessage(), "rule");
      }
    }

    /** The schema has seen to it that it is a number of minutes, hours or days. */
    private Duration age() {
      int last = expect.maxAge().length() - 1;
      long count = Long.parseLong(expect.maxAge().substring(0, last));
      return switch (expect.maxAge().charAt(last)) {
        case 'm' -> Duration.ofMinutes(count);
        case 'h' -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }

    private FieldType field(String field, String... path) {
      if (!fields.schema().contains(field)) {
        throw problem(
            "there is no field %s%s".formatted(field, Nearest.hint(field, fields.schema().names())),
            path);
      }
      return fields.schema().field(field).type();
    }

    private UsageException problem(String message, String... path) {
      List<String> full = new ArrayList<>(List.of("expect", name));
      full.addAll(List.of(path));
      return file.problemOf(source, message, full.toArray(String[]::new));
    }
  }
}
