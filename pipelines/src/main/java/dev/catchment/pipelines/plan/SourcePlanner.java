package dev.catchment.pipelines.plan;

import dev.catchment.clean.Binding;
import dev.catchment.clean.EventMapping;
import dev.catchment.clean.TextParser;
import dev.catchment.enrich.Enrichment;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Nearest;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Part;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.protect.ConsentColumn;
import dev.catchment.protect.PersonalKind;
import dev.catchment.read.SourceTable;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns one entry of section {@code sources} into a {@link SourcePlan}. */
final class SourcePlanner {
  private static final Part TRACK =
      new Part(null, "track", null, null, null, null, null, false, null, null, null);

  private final ConfigFile file;
  private final EventFields fields;
  private final String name;
  private final Source source;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final List<Field> readable = new ArrayList<>();
  private final EnrichPlanner enrich;

  SourcePlanner(ConfigFile file, EventFields fields, String name, Source source) {
    this.file = file;
    this.fields = fields;
    this.name = name;
    this.source = source;
    this.enrich = new EnrichPlanner(file, name, source);
  }

  SourcePlan plan() {
    for (String part : List.of("messageId", "type", "event", "channel", "source", "timestamp")) {
      readable.add(fields.schema().field(part));
    }
    Binding messageId =
        source.map().messageId() == null
            ? null
            : text("messageId", source.map().messageId()).withRequired(true);
    Binding type = text("type", source.map().type() == null ? TRACK : source.map().type());
    Binding event = source.map().event() == null ? null : text("event", source.map().event());
    Binding timestamp = timestamp(source.map().timestamp());
    List<Binding> identifiers = new ArrayList<>();
    source.identifiers().forEach((namespace, part) -> identifiers.add(identifier(namespace, part)));
    List<Binding> values = new ArrayList<>();
    source.fields().forEach((field, part) -> values.add(value(field, part)));
    List<Rule> filters = new ArrayList<>();
    source
        .filter()
        .forEach((rule, cel) -> filters.add(rule(cel, FieldType.BOOLEAN, "filter", rule)));
    Optional<ConsentColumn> consent =
        Optional.ofNullable(source.consent())
            .map(
                rule ->
                    new ConsentColumn(
                        column(rule.column(), "consent", "column"), Set.copyOf(rule.granted())));
    Map<Integer, PersonalKind> personal = new HashMap<>();
    source
        .personal()
        .forEach(
            (column, kind) ->
                personal.put(
                    column(column, "personal"),
                    PersonalKind.valueOf(kind.toUpperCase(Locale.ROOT))));
    Optional<Enrichment> enrichment =
        enrich.plan(column -> columns.computeIfAbsent(column, unused -> columns.size()));
    checkNested();
    EventMapping mapping =
        new EventMapping(
            name,
            source.channel() == null ? name : source.channel(),
            List.copyOf(columns.keySet()),
            fields,
            messageId,
            type.withRequired(true),
            event,
            timestamp.withRequired(true),
            consent.map(ConsentColumn::slot).orElse(-1),
            identifiers,
            values,
            filters);
    Optional<SourceTable> table = new TablePlanner(file, name, source).plan();
    return new SourcePlan(
        name,
        Optional.ofNullable(source.input()).map(file::resolve),
        table.isPresent() ? null : new FormatPlanner(file, name, source, columns.keySet()).plan(),
        List.copyOf(columns.keySet()),
        FormatPlanner.isHeaderNeeded(source),
        personal,
        consent,
        mapping,
        source.duplicates().equals("keep"),
        table,
        enrichment);
  }

  /** A nested object that is used whole would show the personal value inside it. */
  private void checkNested() {
    if (!FormatPlanner.isNested(source)) {
      return;
    }
    for (String personal : source.personal().keySet()) {
      for (String column : columns.keySet()) {
        if (personal.startsWith(column + ".") || column.startsWith(personal + ".")) {
          throw problem(
              "the column %s is used too; name the single values inside instead".formatted(column),
              "personal",
              personal);
        }
      }
    }
  }

  private Binding text(String part, Part origin) {
    boolean text = origin.type() == null || origin.type().equals("string");
    if (origin.cel() != null || !text) {
      throw problem("must be the text of a column or a constant", "map", part);
    }
    return binding(part, origin, TextParser.of(FieldType.STRING), "map", part);
  }

  private Binding timestamp(Part origin) {
    if (origin.cel() != null || origin.constant() != null) {
      throw problem("must be the text of a column", "map", "timestamp");
    }
    TextParser parser = parser(origin, FieldType.TIMESTAMP, "map", "timestamp");
    return binding("timestamp", origin, parser, "map", "timestamp");
  }

  private Binding identifier(String namespace, Part part) {
    String full = EventFields.IDENTIFIERS + namespace;
    TextParser parser =
        parser(part, EventPlan.type(part.type(), FieldType.STRING), "identifiers", namespace);
    Binding binding = binding(full, part, parser, "identifiers", namespace);
    if (part.cel() != null) {
      throw problem("must be the text of a column", "identifiers", namespace);
    }
    readable.add(fields.schema().field(full));
    return binding;
  }

  private Binding value(String field, Part part) {
    FieldType type = fields.schema().field(field).type();
    Binding binding = binding(field, part, parser(part, type, "fields", field), "fields", field);
    if ((part.min() != null || part.max() != null) && !type.isNumeric()) {
      throw problem("min and max need the type integer or decimal", "fields", field);
    }
    readable.add(fields.schema().field(field));
    return binding;
  }

  private Binding binding(String full, Part part, TextParser parser, String... path) {
    long origins =
        Stream.of(part.column(), part.constant(), part.cel()).filter(Objects::nonNull).count();
    if (origins != 1) {
      throw problem("needs exactly one of column, constant and cel", path);
    }
    double least = part.min() == null ? Double.NEGATIVE_INFINITY : part.min();
    double greatest = part.max() == null ? Double.POSITIVE_INFINITY : part.max();
    if (least > greatest) {
      throw problem("min %s is above max %s".formatted(least, greatest), path);
    }
    Binding bare;
    if (part.column() != null) {
      bare = Binding.ofColumn(full, column(part.column(), path), parser);
    } else if (part.constant() != null) {
      try {
        bare = Binding.ofConstant(full, part.constant(), parser);
      } catch (IllegalArgumentException e) {
        throw problem("the constant cannot be read as " + parser, path);
      }
    } else {
      bare = Binding.ofExpression(full, rule(part.cel(), fields.schema().field(full).type(), path));
    }
    return bare.withRequired(part.required())
        .withRange(least, greatest)
        .withAllowed(Set.copyOf(part.oneOf()));
  }

  private TextParser parser(Part part, FieldType type, String... path) {
    boolean time = part.pattern() != null || part.zone() != null || part.unit() != null;
    if (time && type != FieldType.TIMESTAMP) {
      throw problem("pattern, zone and unit need the type timestamp", path);
    }
    if (part.unit() != null) {
      if (part.pattern() != null || part.zone() != null) {
        throw problem("a count since 1970 has no pattern and no zone", path);
      }
      return TextParser.ofEpoch(part.unit().equals("seconds") ? 1000 : 1);
    }
    if (!time) {
      return TextParser.of(type);
    }
    try {
      ZoneId zone = part.zone() == null ? ZoneOffset.UTC : zone(part.zone(), path);
      return part.pattern() == null
          ? TextParser.ofIso(zone)
          : TextParser.ofPattern(part.pattern(), zone);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw problem(e.getMessage(), path);
    }
  }

  private ZoneId zone(String zone, String... path) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw problem(
          "there is no time zone %s%s"
              .formatted(zone, Nearest.hint(zone, ZoneId.getAvailableZoneIds())),
          path);
    }
  }

  private Rule rule(String cel, FieldType result, String... path) {
    try {
      return Rule.compile(path[path.length - 1], cel, Schema.of(readable), result);
    } catch (RuleException e) {
      throw problem(e.getMessage(), path);
    }
  }

  private int column(String column, String... path) {
    if (column.isBlank()) {
      throw problem("the name of the column is empty", path);
    }
    return enrich
        .slot(column, path)
        .orElseGet(() -> columns.computeIfAbsent(column, unused -> columns.size()));
  }

  private UsageException problem(String message, String... path) {
    return file.problemOf(name, message, path);
  }
}
