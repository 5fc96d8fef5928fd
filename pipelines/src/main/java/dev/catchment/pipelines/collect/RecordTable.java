package dev.catchment.pipelines.collect;

import dev.catchment.clean.Binding;
import dev.catchment.model.Event;
import dev.catchment.model.FieldType;
import dev.catchment.model.RawRecord;
import dev.catchment.pipelines.TextTable;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.rules.EventFields;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows a record of a source and its event, each part beside the column that it comes from. */
final class RecordTable {
  private static final String MISSING = "(none)";
  private static final String ARROW = "→";

  private final SourcePlan source;
  private final SourceParts parts;
  private final EventFields fields;

  RecordTable(SourcePlan source, EventFields fields) {
    this.source = source;
    this.parts = new SourceParts(source);
    this.fields = fields;
  }

  /** The columns that are used of a record. */
  TextTable of(RawRecord record) {
    TextTable table = new TextTable();
    for (int column = 0; column < record.size(); column++) {
      table.row(parts.name(column), text(record, column));
    }
    return table;
  }

  /** The parts of an event, each behind its column, then the columns that are no part. */
  TextTable of(RawRecord record, Event event) {
    TextTable table = new TextTable();
    Set<Integer> shown = new HashSet<>();
    if (source.mapping().messageId() == null) {
      table.row("(all used columns)", "", ARROW, EventFields.MESSAGE_ID, event.messageId());
    }
    for (Binding part : source.mapping().parts()) {
      List<Integer> columns = SourceParts.columns(part);
      shown.addAll(columns);
      table.row(
          origin(part, columns),
          text(record, columns),
          ARROW,
          part.name(),
          value(event, part.name(), columns.stream().anyMatch(parts::isPersonal)));
    }
    for (int column = 0; column < record.size(); column++) {
      if (!shown.contains(column)) {
        table.row(parts.name(column), text(record, column), "", "(no part)", "");
      }
    }
    return table;
  }

  private String origin(Binding part, List<Integer> columns) {
    if (columns.isEmpty()) {
      return part.expression() == null ? "(constant)" : "(cel)";
    }
    return columns.stream().map(parts::name).collect(Collectors.joining(", "));
  }

  private String text(RawRecord record, List<Integer> columns) {
    return columns.stream()
        .filter(column -> column < RawRecord.DERIVED)
        .map(column -> text(record, column))
        .collect(Collectors.joining(", "));
  }

  private String text(RawRecord record, int column) {
    String text = record.column(column);
    if (text == null) {
      return MISSING;
    }
    return parts.isPersonal(column)
        ? "(personal: %s)".formatted(source.personal().get(column).configName())
        : text;
  }

  private String value(Event event, String part, boolean isPersonal) {
    Object value = fields.reader(part).apply(event);
    if (value == null) {
      return MISSING;
    }
    boolean isTime = fields.schema().field(part).type() == FieldType.TIMESTAMP;
    String text = isTime ? Instant.ofEpochMilli((Long) value).toString() : value.toString();
    return isPersonal ? "(pseudonym) " + text : text;
  }
}
