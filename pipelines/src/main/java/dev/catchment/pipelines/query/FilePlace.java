package dev.catchment.pipelines.query;

import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowType;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.PCollection;

/**
 * A file that gets a result, or a folder of files.
 *
 * @param directory the directory
 * @param name the name of the result in it
 * @param prefix what the names of everything beside it begin with
 * @param format how it is written
 */
record FilePlace(String directory, String name, String prefix, RowFormat format)
    implements ResultPlace {
  private static final String RESULT = "result";

  /**
   * The place that an option names, for a result of a type: a directory, or a file by its name.
   *
   * @throws UsageException when rows of the type cannot be written so
   */
  static FilePlace of(String output, RowType type) {
    String path = output.replaceFirst("(?<=.)/+$", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    Optional<RowFormat> named = RowFormat.of(last);
    FilePlace place;
    if (named.isPresent()) {
      String directory = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".";
      String bare = last.substring(0, last.length() - named.get().extension().length());
      place = new FilePlace(directory.isEmpty() ? "/" : directory, last, bare + "-", named.get());
    } else {
      RowFormat usual =
          type.names().equals(List.of(FileFinder.LINE)) ? RowFormat.TEXT : RowFormat.CSV;
      place = new FilePlace(path, RESULT + usual.extension(), "", usual);
    }
    place.format.check(type);
    return place;
  }

  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public String label() {
    return directory + "/" + name;
  }

  @Override
  public Optional<Dataset> dataset() {
    return Optional.empty();
  }

  @Override
  public PCollection<String> write(
      PCollection<RowBlock> rows, RowType type, boolean isOrdered, Staging staging) {
    return rows.apply("Write result", WriteRows.to(staging.path(name), format, type, isOrdered));
  }
}
