package dev.catchment.pipelines.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.clean.Binding;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.plan.SourcePlan;
import java.util.List;
import java.util.Optional;

/** From which columns the parts of a source's events come, and which of these may be looked at. */
final class SourceParts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SourcePlan source;

  SourceParts(SourcePlan source) {
    this.source = source;
  }

  /** The part of a full name such as {@code properties.price}; empty when it is no part. */
  Optional<Binding> find(String name) {
    return source.mapping().bindings().stream()
        .filter(part -> part.name().equals(name))
        .findFirst();
  }

  /** The slots of the columns that a part comes from. */
  static List<Integer> columns(Binding part) {
    if (part.joined() != null) {
      return part.joined().columns();
    }
    return part.column() < 0 ? List.of() : List.of(part.column());
  }

  /** The name of a column. */
  String name(int column) {
    return column < RawRecord.DERIVED
        ? source.mapping().columns().get(column)
        : source.enrichment().orElseThrow().wanted().get(column - RawRecord.DERIVED);
  }

  /** Whether a column is declared personal. */
  boolean isPersonal(int column) {
    return source.personal().containsKey(column);
  }

  /** The text of the column at fault in a rejected record, unless it is personal. */
  Optional<String> openText(Rejected flaw) {
    return find(flaw.field())
        .map(Binding::column)
        .filter(column -> column >= 0 && column < RawRecord.DERIVED && !isPersonal(column))
        .map(column -> text(flaw, name(column)));
  }

  private static String text(Rejected flaw, String column) {
    try {
      return JSON.readTree(flaw.payload()).path(column).textValue();
    } catch (JsonProcessingException cut) {
      // Of a long record the payload holds the beginning alone.
      return null;
    }
  }
}
