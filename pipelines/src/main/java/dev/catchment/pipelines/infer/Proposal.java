package dev.catchment.pipelines.infer;

import dev.catchment.read.CellColumn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes what was found as a configuration, with the reason beside each part. Of the values of the
 * sample only those of columns that tell a kind, such as a status, are written.
 */
final class Proposal {
  private static final Pattern GROUPED = Pattern.compile("(properties|traits|context)\\.(.+)");
  private static final int MOST_KINDS = 12;
  private static final int LEAST_EACH = 5;
  private static final int MOST_EXPECTED = 5;

  private final String source;
  private final String input;
  private final Layout layout;
  private final List<Column> columns;
  private final Roles roles;
  private final String region;
  private final int records;
  private final Instant start;
  private final Yaml yaml = new Yaml();
  private final Map<Column, String> fields = new LinkedHashMap<>();

  private Proposal(
      String source,
      String input,
      Layout layout,
      List<Column> columns,
      String region,
      int records,
      Instant start) {
    this.source = source;
    this.input = input;
    this.layout = layout;
    this.columns = columns;
    this.region = region;
    this.records = records;
    this.start = start;
    this.roles = Roles.of(columns, layout.isAccessLog());
    name();
  }

  /**
   * The text of a configuration.
   *
   * @param source the name of the source
   * @param input the pattern of its files, as seen from the folder of the configuration
   * @param region the region whose telephone numbers are understood
   * @param records how many records the columns are of
   * @param start when the job started: the time of events that have none
   */
  static String of(
      String source,
      String input,
      Layout layout,
      List<Column> columns,
      String region,
      int records,
      Instant start) {
    return new Proposal(source, input, layout, columns, region, records, start).text();
  }

  private void name() {
    Set<String> taken = new HashSet<>();
    for (Column column : roles.fields()) {
      String plain = field(column.name());
      String name = plain;
      for (int number = 2; !taken.add(name); number++) {
        name = plain + "_" + number;
      }
      fields.put(column, name);
    }
  }

  /** The name of a field; a group that a JSON path begins with is kept. */
  private String field(String column) {
    Matcher grouped = GROUPED.matcher(column);
    boolean isGrouped = layout.word().equals("json") && grouped.matches();
    String group = isGrouped ? grouped.group(1) : roles.isPeople() ? "traits" : "properties";
    return group + "." + ColumnName.plain(isGrouped ? grouped.group(2) : column);
  }

  private String text() {
    yaml.line(
        "# Proposed from the first %,d records. A proposal knows the values and not what they"
            .formatted(records));
    yaml.line("# mean: read it, above all what is personal, before you collect with it.");
    layout.remarks().forEach(remark -> yaml.line("# " + remark + "."));
    yaml.line("version: 1");
    if (!region.equals(Personal.NO_REGION)) {
      yaml.line("privacy: {region: %s}".formatted(region));
    }
    yaml.line("sources:").line("  " + source + ":");
    yaml.line("    format: " + layout.word());
    yaml.line("    input: " + Yaml.scalar(input));
    layout.lines().forEach(line -> yaml.line("    " + line));
    personal();
    consent();
    map();
    identifiers();
    fields();
    expect();
    identity();
    return yaml.text();
  }

  /** The name of a column as the configuration has it. */
  private static String written(Column column) {
    return Yaml.scalar(CellColumn.written(column.name()));
  }

  private void personal() {
    List<Column> personal =
        columns.stream().filter(column -> column.personal().isPresent()).toList();
    if (personal.isEmpty()) {
      yaml.line("    # personal: {COLUMN: text}  # no column was recognised as personal; is none?");
      return;
    }
    yaml.line("    personal:");
    for (Column column : personal) {
      Personal found = column.personal().get();
      yaml.line(
          "      %s: %s".formatted(written(column), found.kind().configName()), found.reason());
    }
  }

  /** Whether a text grants consent is not to be guessed. */
  private void consent() {
    columns.stream()
        .filter(column -> Vocabulary.isConsent(column.words()) && !column.isEmpty())
        .findFirst()
        .ifPresent(
            column ->
                yaml.line(
                    "    # consent: {column: %s}  # its name speaks of consent: with this, records without it are withheld"
                        .formatted(written(column))));
  }

  private void map() {
    yaml.line("    map:");
    roles
        .messageId()
        .ifPresentOrElse(
            column ->
                yaml.line(
                    "      messageId: " + written(column),
                    "no two records of the sample have the same"),
            this::noMessageId);
    if (roles.isPeople()) {
      yaml.line("      type: {constant: identify}", "a record describes a person");
    }
    roles
        .type()
        .ifPresent(column -> yaml.line("      type: " + written(column), "calls of Segment"));
    roles
        .event()
        .ifPresentOrElse(
            column -> yaml.line("      event: " + written(column), "by its name"),
            () -> {
              if (!roles.isPeople()) {
                yaml.line(
                    "      event: {constant: %s}".formatted(Yaml.scalar(source)),
                    "what happened; give it a telling name");
              }
            });
    roles.timestamp().ifPresentOrElse(this::timestamp, this::noTimestamp);
  }

  private void noMessageId() {
    yaml.line(
        roles
            .nearlyId()
            .map(
                column ->
                    "      # messageId: %s  # %,d different in %,d records: add it if those with the same one are the same"
                        .formatted(written(column), column.distinct(), records))
            .orElse(
                "      # messageId: COLUMN  # no column names each record, so those that are the same in all used columns count as one"));
  }

  private void timestamp(Column column) {
    Times times = column.times().orElseThrow();
    List<String> why = new ArrayList<>(remarks(times));
    if (!times.namesZone()) {
      why.add("no zone is named, so UTC; else add zone: Europe/Berlin");
    }
    int unreadable = records - times.readable();
    if (unreadable > 0) {
      why.add(
          "%,d of %,d records have none that can be read and would be rejected"
              .formatted(unreadable, records));
    }
    String others =
        columns.stream()
            .filter(other -> !other.equals(column) && other.times().isPresent())
            .map(other -> written(other))
            .limit(MOST_EXPECTED)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      why.add("other times: " + others);
    }
    yaml.line(
        "      timestamp: "
            + (options(times).isEmpty()
                ? written(column)
                : "{column: %s, %s}".formatted(written(column), options(times))),
        String.join("; ", why));
  }

  private void noTimestamp() {
    yaml.line(
        "      timestamp: {constant: %s}".formatted(start.truncatedTo(ChronoUnit.DAYS)),
        "no column tells when; write here of which day these records are");
  }

  private static String options(Times times) {
    TimeForm form = times.forms().get(0);
    if (form.equals(TimeForm.ISO)) {
      return "";
    }
    if (!form.unit().isEmpty()) {
      return "unit: " + form.unit();
    }
    String patterns =
        times.forms().stream()
            .map(each -> Yaml.pattern(each.pattern()))
            .collect(Collectors.joining(", "));
    return "pattern: " + (times.forms().size() == 1 ? patterns : "[" + patterns + "]");
  }

  private static List<String> remarks(Times times) {
    List<String> remarks = new ArrayList<>();
    remarks.add(times.inWords().replace("the pattern ", "written as "));
    for (TimeForm form : times.ambiguous()) {
      remarks.add(
          "DAY AND MONTH COULD BE EXCHANGED: the sample fits '%s' as well"
              .formatted(form.twin().pattern()));
    }
    return remarks;
  }

  private void identifiers() {
    if (roles.identifiers().isEmpty()) {
      yaml.line(
          "    # identifiers: {customer: COLUMN}  # no column was recognised as naming a person or device");
      return;
    }
    yaml.line("    identifiers:");
    roles
        .identifiers()
        .forEach(
            (namespace, column) -> {
              String name = written(column);
              boolean hasZeros = column.type() == ValueType.INTEGER_WITH_ZEROS;
              yaml.line(
                  "      %s: %s"
                      .formatted(
                          namespace,
                          hasZeros ? "{column: %s, type: integer}".formatted(name) : name),
                  "%,d different in %,d records%s"
                      .formatted(column.distinct(), records, hasZeros ? "; written with .0" : ""));
            });
  }

  private void fields() {
    if (!fields.isEmpty()) {
      yaml.line("    fields:");
      fields.forEach(this::field);
    }
    String empty =
        columns.stream()
            .filter(Column::isEmpty)
            .map(Proposal::written)
            .collect(Collectors.joining(", "));
    if (!empty.isEmpty()) {
      yaml.line("    # Without a value in the sample and left out: " + empty);
    }
  }

  private void field(Column column, String field) {
    List<String> why = new ArrayList<>();
    String type =
        switch (column.type()) {
          case TEXT -> "";
          case INTEGER, INTEGER_WITH_ZEROS -> "integer";
          case DECIMAL, DECIMAL_COMMA -> "decimal";
          case BOOLEAN -> "boolean";
          case TIMESTAMP -> "timestamp";
        };
    String name = written(column);
    String options = "";
    if (column.type() == ValueType.DECIMAL_COMMA) {
      options = "decimal: ','";
    } else if (column.type() == ValueType.INTEGER_WITH_ZEROS) {
      type = "decimal";
      why.add("whole numbers written with .0");
    } else if (column.type() == ValueType.TIMESTAMP) {
      why.addAll(remarks(column.times().orElseThrow()));
      options = options(column.times().get());
    } else if (column.times().isPresent()) {
      why.add(
          "%,d of %,d values are times (%s), the others not"
              .formatted(
                  column.times().get().readable(),
                  column.values().size(),
                  column.times().get().inWords()));
    }
    if (Vocabulary.isCoordinate(column.words())) {
      why.add("an exact place may tell a person: leave it out or declare it personal");
    }
    kinds(column).ifPresent(why::add);
    if (column.missing() > 0) {
      why.add("missing in %,d".formatted(column.missing()));
    }
    yaml.line(
        "      %s: %s"
            .formatted(
                field,
                type.isEmpty()
                    ? name
                    : "{column: %s, type: %s%s}"
                        .formatted(name, type, options.isEmpty() ? "" : ", " + options)),
        String.join("; ", why));
  }

  /** The few values of a column that tells a kind: of no other may values be shown. */
  private static Optional<String> kinds(Column column) {
    Set<String> kinds = new TreeSet<>(column.values());
    boolean areFew =
        kinds.size() <= MOST_KINDS && kinds.size() * LEAST_EACH <= column.values().size();
    return areFew
            && column.type() == ValueType.TEXT
            && column.words().ends(Vocabulary.CATEGORIES)
            && kinds.stream().allMatch(kind -> kind.matches("[\\p{L}\\d_ .-]{1,24}"))
        ? Optional.of(
            "only oneOf: [%s]"
                .formatted(kinds.stream().map(Yaml::scalar).collect(Collectors.joining(", "))))
        : Optional.empty();
  }

  private void expect() {
    List<String> expected = new ArrayList<>();
    roles.messageId().ifPresent(id -> expected.add("one-each: {field: messageId, unique: true}"));
    List<String> known =
        roles.identifiers().entrySet().stream()
            .filter(identifier -> identifier.getValue().missing() == 0)
            .map(identifier -> "identifiers." + identifier.getKey())
            .limit(MOST_EXPECTED)
            .toList();
    List<String> amounts =
        fields.entrySet().stream()
            .filter(field -> field.getKey().type().isNumber())
            .filter(field -> Vocabulary.isAmount(field.getKey().words()))
            .filter(
                field -> field.getKey().values().stream().noneMatch(text -> text.startsWith("-")))
            .map(Map.Entry::getValue)
            .limit(MOST_EXPECTED)
            .toList();
    known.forEach(
        field ->
            expected.add(
                "%s-known: {field: %s, notNull: true, mostly: 0.99}"
                    .formatted(shortName(field, known), field)));
    amounts.forEach(
        field ->
            expected.add(
                "%s-not-negative: {field: %s, min: 0, mostly: 0.99}"
                    .formatted(shortName(field, amounts), field)));
    if (!expected.isEmpty()) {
      yaml.line(
          "    # As the sample is; what is not met is named and stops nothing without required: true.");
      yaml.line("    expect:");
      expected.forEach(line -> yaml.line("      " + line));
    }
  }

  /** The last part of a field; all of it where another field ends with the same. */
  private static String shortName(String field, List<String> all) {
    String last = last(field);
    boolean isOnly = all.stream().filter(other -> last(other).equals(last)).count() == 1;
    return isOnly ? last : field.replace('.', '-');
  }

  private static String last(String field) {
    return field.substring(field.lastIndexOf('.') + 1);
  }

  private void identity() {
    if (!roles.identifiers().isEmpty()) {
      yaml.line(
          "# identity: {namespaces: [%s]}  # for the job profile, the most telling first"
              .formatted(String.join(", ", roles.identifiers().keySet())));
    }
  }
}
