package dev.catchment.pipelines.plan;

import dev.catchment.clean.Binding;
import dev.catchment.clean.ClockSkew;
import dev.catchment.clean.EventMapping;
import dev.catchment.clean.JoinedColumns;
import dev.catchment.clean.TextParser;
import dev.catchment.enrich.Enrichment;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Envelope;
import dev.catchment.pipelines.config.CatchmentConfig.Part;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.protect.ConsentColumn;
import dev.catchment.protect.PersonalKind;
import dev.catchment.read.SourceTable;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import dev.catchment.rules.RuleException;
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
  private static final Part TRACK = Part.ofConstant("track");

  private final ConfigFile file;
  private final EventFields fields;
  private final String name;
  private final Source source;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final List<Field> readable = new ArrayList<>();
  private final EnrichPlanner enrich;
  private final UnpackPlanner unpack;

  SourcePlanner(ConfigFile file, EventFields fields, String name, Source source) {
    this.file = file;
    this.fields = fields;
    this.name = name;
    this.source = source;
    this.enrich = new EnrichPlanner(file, name, source);
    this.unpack = new UnpackPlanner(file, name, source);
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
    Binding timestamp = time("timestamp", source.map().timestamp());
    ClockSkew skew = skew(source.map());
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
    unpack.made().forEach(column -> column(column, "explode"));
    unpack.check(columns.keySet());
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
            skew,
            consent.map(ConsentColumn::slot).orElse(-1),
            identifiers,
            values,
            filters);
    List<String> read = unpack.read(columns.keySet());
    Optional<SourceTable> table = new TablePlanner(file, name, source).plan();
    return new SourcePlan(
        name,
        Optional.ofNullable(source.input()).map(file::resolve),
        table.isPresent() ? null : new FormatPlanner(file, name, source, read).plan(),
        read,
        FormatPlanner.isHeaderNeeded(source),
        personal,
        consent,
        mapping,
        source.duplicates().equals("keep"),
        table,
        enrichment,
        unpack.plan(List.copyOf(columns.keySet())),
        StreamPlan.of(source));
  }

  private Binding text(String part, Part origin) {
    boolean text = origin.type() == null || origin.type().equals("string");
    if (origin.cel() != null || !text) {
      throw problem("must be the text of a column or a constant", "map", part);
    }
    return binding(part, origin, FieldType.STRING, "map", part);
  }

  private Binding time(String part, Part origin) {
    if (origin.cel() != null) {
      throw problem("must be the text of a column or a constant", "map", part);
    }
    return binding(part, origin, FieldType.TIMESTAMP, "map", part);
  }

  private ClockSkew skew(Envelope map) {
    if ((map.sentAt() == null) != (map.receivedAt() == null)) {
      throw problem("needs sentAt and receivedAt, or neither", "map");
    }
    return map.sentAt() == null
        ? null
        : new ClockSkew(time("sentAt", map.sentAt()), time("receivedAt", map.receivedAt()));
  }

  private Binding identifier(String namespace, Part part) {
    String full = EventFields.IDENTIFIERS + namespace;
    if (part.cel() != null) {
      throw problem("must be the text of a column", "identifiers", namespace);
    }
    FieldType type = EventPlan.type(part.type(), FieldType.STRING);
    Binding binding = binding(full, part, type, "identifiers", namespace);
    readable.add(fields.schema().field(full));
    return binding;
  }

  private Binding value(String field, Part part) {
    FieldType type = fields.schema().field(field).type();
    Binding binding = binding(field, part, type, "fields", field);
    if ((part.min() != null || part.max() != null) && !type.isNumeric()) {
      throw problem("min and max need the type integer or decimal", "fields", field);
    }
    readable.add(fields.schema().field(field));
    return binding;
  }

  private Binding binding(String full, Part part, FieldType type, String... path) {
    List<String> joined = part.columns().isEmpty() ? null : part.columns();
    long origins =
        Stream.of(part.column(), joined, part.constant(), part.cel())
            .filter(Objects::nonNull)
            .count();
    if (origins != 1) {
      throw problem("needs exactly one of column, columns, constant and cel", path);
    }
    if (part.separator() != null && joined == null) {
      throw problem("separator is for columns", path);
    }
    double least = part.min() == null ? Double.NEGATIVE_INFINITY : part.min();
    double greatest = part.max() == null ? Double.POSITIVE_INFINITY : part.max();
    if (least > greatest) {
      throw problem("min %s is above max %s".formatted(least, greatest), path);
    }
    return origin(full, part, type, path)
        .withRequired(part.required())
        .withRange(least, greatest)
        .withAllowed(Set.copyOf(part.oneOf()));
  }

  private Binding origin(String full, Part part, FieldType type, String... path) {
    ParserPlanner parsers = new ParserPlanner(file, name, part, type, path);
    TextParser parser = parsers.plan();
    Binding binding;
    if (part.cel() != null) {
      binding = Binding.ofExpression(full, rule(part.cel(), type, path));
    } else if (part.constant() != null) {
      binding = constant(full, part, parser, path);
    } else if (part.column() != null) {
      binding = Binding.ofColumn(full, column(part.column(), path), parser);
    } else {
      List<Integer> slots = part.columns().stream().map(column -> column(column, path)).toList();
      String separator = part.separator() == null ? " " : part.separator();
      binding = Binding.ofColumns(full, new JoinedColumns(slots, separator), parser);
    }
    if (part.ifMissing() == null) {
      return binding;
    }
    if (part.cel() != null || part.constant() != null) {
      throw problem("default needs a column", path);
    }
    try {
      return binding.withDefault(part.ifMissing(), parsers.plain());
    } catch (IllegalArgumentException e) {
      throw problem("the default cannot be read as " + parsers.plain(), path);
    }
  }

  private Binding constant(String full, Part part, TextParser parser, String... path) {
    try {
      return Binding.ofConstant(full, part.constant(), parser);
    } catch (IllegalArgumentException e) {
      throw problem("the constant cannot be read as " + parser, path);
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
