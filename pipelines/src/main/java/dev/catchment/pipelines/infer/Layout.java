package dev.catchment.pipelines.infer;

import dev.catchment.protect.PersonalKind;
import dev.catchment.read.RecordFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the files of a source are written, and the columns that they have.
 *
 * @param word the format in the configuration
 * @param format what reads it
 * @param lines the lines of the configuration that say more of it, each with its comment
 * @param columns the columns that can be named
 * @param isNamed whether the files name them
 * @param remarks what is to be said of it all
 */
public record Layout(
    String word,
    RecordFormat format,
    List<String> lines,
    List<String> columns,
    boolean isNamed,
    List<String> remarks) {
  private static final Set<String> LOGINS = Set.of("user", "ident");

  public Layout {
    lines = List.copyOf(lines);
    columns = List.copyOf(columns);
    remarks = List.copyOf(remarks);
  }

  /** Whether it is the access log of a web server. */
  boolean isAccessLog() {
    return word.equals("lines");
  }

  /** What is known to be personal in a column, whatever its values. */
  Optional<Personal> personal(String column) {
    return isAccessLog() && LOGINS.contains(column)
        ? Optional.of(new Personal(PersonalKind.TEXT, "the login of a person"))
        : Optional.empty();
  }
}
