package dev.catchment.pipelines.query;

import dev.catchment.clean.TextParser;
import dev.catchment.model.FieldType;
import dev.catchment.query.DataType;
import java.io.Serializable;
import java.util.Locale;

/**
 * A column of a table as it is read.
 *
 * @param name its name in the source
 * @param type what its texts are read as
 * @param times what reads them, where they are days or moments
 */
record InputColumn(String name, DataType type, TextParser times) implements Serializable {
  private static final TextParser ISO = TextParser.of(FieldType.TIMESTAMP);

  /** A column whose days and moments are written in ISO-8601. */
  static InputColumn of(String name, DataType type) {
    return new InputColumn(name, type, ISO);
  }

  @Override
  public String toString() {
    return name + " " + type.name().toLowerCase(Locale.ROOT);
  }
}
