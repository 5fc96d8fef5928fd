package dev.catchment.pipelines.plan;

import dev.catchment.aggregate.AggregateProfiles;
import dev.catchment.aggregate.DerivedFeature;
import dev.catchment.aggregate.FeatureSpec;
import dev.catchment.aggregate.FindSessions;
import dev.catchment.clean.TextParser;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Nearest;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Feature;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import dev.catchment.store.ProfileLayout;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The features of section {@code profile}.
 *
 * @param aggregate makes the profiles
 * @param schema their features
 * @param asOf the date that they are computed at, where there is one
 * @param sessions finds the sessions of people, where a table of them is wanted
 */
public record ProfilePlan(
    AggregateProfiles aggregate,
    Schema schema,
    Optional<Instant> asOf,
    Optional<FindSessions> sessions) {

  /**
   * Plans the features of a configuration.
   *
   * @param fields the parts of the events
   * @param givenAsOf replaces {@code profile.asOf}, or null
   * @throws UsageException when a feature is wrong
   */
  public static ProfilePlan of(ConfigFile file, EventFields fields, String givenAsOf) {
    return new Planner(file, fields, givenAsOf, false).plan();
  }

  /**
   * Plans the features of a configuration for profiles that are kept up to date, so that their date
   * moves on; that of the configuration is left aside.
   *
   * @throws UsageException when a feature is wrong
   */
  public static ProfilePlan moving(ConfigFile file, EventFields fields) {
    return new Planner(file, fields, null, true).plan();
  }

  /** Reads a day or time as the configuration writes it; throws IllegalArgumentException. */
  private static Instant instant(String text) {
    try {
      return Instant.ofEpochMilli((Long) TextParser.ofIso(ZoneOffset.UTC).parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text + " is not a day or time such as 2026-01-31", e);
    }
  }

  private static final class Planner {
    private final ConfigFile file;
    private final EventFields fields;
    private final Instant asOf;
    private final boolean moves;

    Planner(ConfigFile file, EventFields fields, String givenAsOf, boolean moves) {
      this.file = file;
      this.fields = fields;
      this.moves = moves;
      this.asOf = moves ? null : asOf(givenAsOf);
    }

    ProfilePlan plan() {
      Map<String, Feature> features = file.config().profile().features();
      if (features.isEmpty()) {
        throw file.problem("no features are declared; name at least one", "profile", "features");
      }
      List<FeatureSpec> specs = new ArrayList<>();
      List<DerivedFeature> derived = new ArrayList<>();
      features.forEach(
          (name, feature) -> {
            check(() -> ProfileLayout.checkName(name), name);
            if (feature.cel() != null) {
              checkOperators(name, feature);
              FieldType type = EventPlan.type(feature.type(), FieldType.DECIMAL);
              derived.add(new DerivedFeature(name, type, feature.cel()));
            } else {
              check(() -> specs.add(checked(spec(name, feature))), name);
            }
          });
      checkDerived(specs, derived);
      AggregateProfiles aggregate = AggregateProfiles.of(specs, fields).withDerived(derived);
      AggregateProfiles timed = asOf == null ? aggregate : aggregate.withAsOf(asOf);
      try {
        return new ProfilePlan(
            timed,
            timed.schema(),
            Optional.ofNullable(asOf),
            Optional.ofNullable(file.config().profile().sessions())
                .map(minutes -> FindSessions.withGap(Duration.ofMinutes(minutes))));
      } catch (IllegalArgumentException | RuleException e) {
        throw file.problem(e.getMessage(), "profile", "features");
      }
    }

    /** A feature that fits the field it looks at. */
    private FeatureSpec checked(FeatureSpec spec) {
      schema(List.of(spec));
      return spec;
    }

    private Schema schema(List<FeatureSpec> specs) {
      AggregateProfiles aggregate = AggregateProfiles.of(specs, fields);
      return (asOf == null ? aggregate : aggregate.withAsOf(asOf)).schema();
    }

    /** A derived feature may use those that are counted and the derived ones before it. */
    private void checkDerived(List<FeatureSpec> specs, List<DerivedFeature> derived) {
      List<Field> known = new ArrayList<>(schema(specs).fields());
      for (DerivedFeature feature : derived) {
        check(
            () ->
                Rule.compile(
                    feature.name(), feature.expression(), Schema.of(known), feature.type()),
            feature.name());
        known.add(new Field(feature.name(), feature.type()));
      }
    }

    private FeatureSpec spec(String name, Feature feature) {
      FeatureSpec spec = operator(name, feature, checkOperators(name, feature));
      if (feature.where() != null) {
        spec =
            spec.withWhere(Rule.compile(name, feature.where(), fields.schema(), FieldType.BOOLEAN));
      }
      if (feature.days() != null) {
        if (!isDated() || feature.from() != null) {
          throw new IllegalArgumentException("days needs asOf, and excludes from");
        }
        spec = spec.withLookBack(Duration.ofDays(feature.days()));
      }
      if (feature.from() != null) {
        spec = spec.withFrom(instant(feature.from()));
      }
      return feature.until() == null ? spec : spec.withUntil(instant(feature.until()));
    }

    private boolean isDated() {
      return moves || asOf != null;
    }

    private FeatureSpec operator(String name, Feature feature, String operator) {
      return switch (operator) {
        case "count" -> FeatureSpec.count(name);
        case "sum" -> FeatureSpec.sum(name, known(feature.sum()));
        case "mean" -> FeatureSpec.mean(name, known(feature.mean()));
        case "min" -> FeatureSpec.min(name, known(feature.min()));
        case "max" -> FeatureSpec.max(name, known(feature.max()));
        case "distinct" -> FeatureSpec.distinct(name, known(feature.distinct()));
        case "first" -> FeatureSpec.first(name, known(feature.first()));
        case "last" -> FeatureSpec.last(name, known(feature.last()));
        case "share" -> FeatureSpec.share(name, known(feature.share()), shareValue(feature));
        case "sessions" -> FeatureSpec.sessions(name, Duration.ofMinutes(feature.sessions()));
        default -> {
          if (!isDated()) {
            throw new IllegalArgumentException(
                "recency needs a date; set profile.asOf or --asOf=2026-01-31");
          }
          yield FeatureSpec.recency(name);
        }
      };
    }

    private Object shareValue(Feature feature) {
      if (feature.value() == null) {
        throw new IllegalArgumentException("share needs a value");
      }
      return TextParser.of(fields.schema().field(feature.share()).type()).parse(feature.value());
    }

    private String known(String field) {
      if (!fields.schema().contains(field)) {
        List<String> names = fields.schema().names();
        throw new IllegalArgumentException(
            "there is no field %s%s".formatted(field, Nearest.hint(field, names)));
      }
      return field;
    }

    private String checkOperators(String name, Feature feature) {
      Map<String, Object> operators = new LinkedHashMap<>();
      operators.put("count", feature.count());
      operators.put("sum", feature.sum());
      operators.put("mean", feature.mean());
      operators.put("min", feature.min());
      operators.put("max", feature.max());
      operators.put("distinct", feature.distinct());
      operators.put("first", feature.first());
      operators.put("last", feature.last());
      operators.put("recency", feature.recency());
      operators.put("share", feature.share());
      operators.put("sessions", feature.sessions());
      operators.put("cel", feature.cel());
      List<String> all = List.copyOf(operators.keySet());
      operators.values().removeIf(Objects::isNull);
      if (operators.size() != 1) {
        throw file.problem(
            "needs exactly one operator of %s, and has %s"
                .formatted(
                    String.join(", ", all),
                    operators.isEmpty() ? "none" : String.join(", ", operators.keySet())),
            "profile",
            "features",
            name);
      }
      return operators.keySet().iterator().next();
    }

    private Instant asOf(String given) {
      if (given != null) {
        try {
          return instant(given);
        } catch (IllegalArgumentException e) {
          throw new UsageException("--asOf: " + e.getMessage(), e);
        }
      }
      String text = file.config().profile().asOf();
      try {
        return text == null ? null : instant(text);
      } catch (IllegalArgumentException e) {
        throw file.problem(e.getMessage(), "profile", "asOf");
      }
    }

    private void check(Runnable step, String feature) {
      try {
        step.run();
      } catch (IllegalArgumentException | RuleException e) {
        throw file.problem(e.getMessage(), "profile", "features", feature);
      }
    }
  }
}
