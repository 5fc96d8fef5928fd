package dev.catchment.pipelines.query;

import dev.catchment.query.RowType;
import java.util.Optional;

/**
 * Where the files of a result go.
 *
 * @param directory the directory
 * @param name the name of the result in it
 * @param prefix what the names of everything beside it begin with
 * @param format how it is written
 */
record FilePlace(String directory, String name, String prefix, RowFormat format) {
  private static final String RESULT = "result";

  /** The place that an option names, for a result of a type: a directory, or a file by its name. */
  static FilePlace of(String output, RowType type) {
    String path = output.replaceFirst("(?<=.)/+$", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    Optional<RowFormat> format = RowFormat.of(last);
    if (format.isPresent() && last.length() > format.get().extension().length()) {
      String directory = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".";
      String bare = last.substring(0, last.length() - format.get().extension().length());
      return new FilePlace(
          directory.isEmpty() ? "/" : directory, last, bare + "-", format.get());
    }
    RowFormat usual =
        type.names().equals(java.util.List.of(SourceFinder.LINE)) ? RowFormat.TEXT : RowFormat.CSV;
    return new FilePlace(path, RESULT + usual.extension(), "", usual);
  }
}
