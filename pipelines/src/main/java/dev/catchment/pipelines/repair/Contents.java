package dev.catchment.pipelines.repair;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.clean.RecordMapper;
import dev.catchment.model.Rejected;
import dev.catchment.store.RejectedJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The columns of a rejected record while patches change them: their texts by name. */
final class Contents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> columns;
  private final Map<String, String> pseudonyms;

  private Contents(Map<String, String> columns, Map<String, String> pseudonyms) {
    this.columns = columns;
    this.pseudonyms = pseudonyms;
  }

  /** The columns of a record; empty where not all of them were kept. */
  static Optional<Contents> of(RejectedJson.Stored stored) {
    Rejected record = stored.record();
    if (stored.id().isEmpty()
        || record.stage().equals(Rejected.READ)
        || record.reason().equals(RecordMapper.BROKEN_CELL)
        || record.truncated()
        || record.payload() == null) {
      return Optional.empty();
    }
    Map<String, String> columns = new LinkedHashMap<>();
    try {
      JSON.readTree(record.payload())
          .fields()
          .forEachRemaining(field -> columns.put(field.getKey(), field.getValue().asText()));
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
    return Optional.of(new Contents(columns, new TreeMap<>(record.pseudonyms())));
  }

  /** The text of a column, or null. */
  String text(String column) {
    return columns.get(column);
  }

  /** The personal kind of a column that holds a pseudonym, as the record says it, or null. */
  String pseudonymKind(String column) {
    return pseudonyms.get(column);
  }

  /** The columns that there are. */
  Iterable<String> names() {
    return columns.keySet();
  }

  /** Changes the columns as a patch says. */
  void apply(SourcePatch patch) {
    patch
        .rename()
        .forEach(
            (from, to) -> {
              if (columns.containsKey(from) && !columns.containsKey(to)) {
                columns.put(to, columns.remove(from));
                Optional.ofNullable(pseudonyms.remove(from))
                    .ifPresent(kind -> pseudonyms.put(to, kind));
              }
            });
    patch.replace().forEach((column, texts) -> put(column, texts.get(columns.get(column))));
    patch.drop().forEach(column -> put(column, ""));
    patch
        .defaults()
        .forEach(
            (column, text) -> {
              if (!columns.containsKey(column)) {
                put(column, text);
              }
            });
  }

  /** Sets a column; an empty text makes it missing, null leaves it as it is. */
  private void put(String column, String text) {
    if (text == null) {
      return;
    }
    pseudonyms.remove(column);
    if (text.isBlank()) {
      columns.remove(column);
    } else {
      columns.put(column, text.strip());
    }
  }
}
