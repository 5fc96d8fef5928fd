package dev.catchment.pipelines.plan;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Explode;
import dev.catchment.pipelines.config.CatchmentConfig.Part;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.read.CellColumn;
import dev.catchment.read.ColumnPath;
import dev.catchment.read.Explosion;
import dev.catchment.read.Unpacking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns section {@code explode} of a source, and the names of columns that lie inside of cells,
 * into an {@link Unpacking}.
 */
final class UnpackPlanner {
  private static final String ANY = "*";

  private final ConfigFile file;
  private final String name;
  private final Source source;
  private final Optional<Explode> explode;

  UnpackPlanner(ConfigFile file, String name, Source source) {
    this.file = file;
    this.name = name;
    this.source = source;
    this.explode = Optional.ofNullable(source.explode());
  }

  /** The columns that the explosion makes, which are used always. */
  List<String> made() {
    return explode.stream()
        .flatMap(list -> Stream.of(list.index(), list.row()))
        .filter(column -> column != null)
        .toList();
  }

  /** The columns to read for those that are used, as the source names them. */
  List<String> read(Collection<String> used) {
    return outermost(used).stream().map(CellColumn::name).toList();
  }

  /** The same, as the configuration names them. */
  private List<String> outermost(Collection<String> used) {
    Set<String> read = new LinkedHashSet<>();
    used.stream()
        .filter(column -> !made().contains(column))
        .map(this::outermost)
        .forEach(read::add);
    explode.ifPresent(list -> read.add(outermost(list.column())));
    return List.copyOf(read);
  }

  private String outermost(String column) {
    return CellColumn.of(column).map(inside -> outermost(inside.cell())).orElse(column);
  }

  /** How the columns that are used come of those that are read; empty when they are the same. */
  Optional<Unpacking> plan(List<String> used) {
    boolean isInside = used.stream().anyMatch(column -> CellColumn.of(column).isPresent());
    if (!isInside && explode.isEmpty()) {
      return Optional.empty();
    }
    Explosion explosion =
        explode
            .map(list -> new Explosion(list.column(), list.separator(), list.index(), list.row()))
            .orElse(null);
    return Optional.of(new Unpacking(outermost(used), used, explosion));
  }

  /**
   * Checks that personal values are in no other column that is used, and that the elements of a
   * list have message ids of their own.
   *
   * @throws UsageException when not
   */
  void check(Collection<String> used) {
    for (String personal : source.personal().keySet()) {
      for (String column : used) {
        if (!column.equals(personal) && overlap(place(personal), place(column))) {
          throw problem(
              "the column %s is used too; name the single values inside instead".formatted(column),
              "personal",
              personal);
        }
      }
    }
    explode.ifPresent(this::check);
  }

  private void check(Explode list) {
    Set<String> names = new LinkedHashSet<>(made());
    names.add(list.column());
    if (names.contains("") || names.size() < made().size() + 1) {
      throw problem("column, index and row need names of their own", "explode");
    }
    if (list.row() != null && TablePlanner.isTable(source)) {
      throw problem(
          "the rows of a table have no lines; take a column that tells them apart",
          "explode",
          "row");
    }
    Part messageId = source.map().messageId();
    if (messageId == null || source.duplicates().equals("keep")) {
      return;
    }
    boolean isOfElement =
        Stream.concat(Stream.ofNullable(messageId.column()), messageId.columns().stream())
            .anyMatch(column -> column.equals(list.index()) || isOfElement(column, list));
    if (!isOfElement) {
      throw problem(
          "all elements of a row would have the same message id; join %s to it with columns: […, %s]"
              .formatted(list.index(), list.index()),
          "map",
          "messageId");
    }
  }

  private static boolean isOfElement(String column, Explode list) {
    return column.equals(list.column())
        || CellColumn.of(column).filter(inside -> isOfElement(inside.cell(), list)).isPresent();
  }

  /**
   * The names and indexes that lead to a column's value, {@link #ANY} for each element of a list.
   */
  private List<String> place(String column) {
    Optional<CellColumn> inside = CellColumn.of(column);
    List<String> place = new ArrayList<>();
    if (inside.isPresent()) {
      place.addAll(place(inside.get().cell()));
      place.addAll(ColumnPath.segments(inside.get().path()));
    } else if (FormatPlanner.isNested(source)) {
      place.addAll(ColumnPath.segments(column));
    } else {
      place.add(column);
    }
    if (explode.isPresent() && explode.get().column().equals(column)) {
      place.add(ANY);
    }
    return place;
  }

  /** Whether one of two values is inside of the other, or is the other. */
  private static boolean overlap(List<String> one, List<String> other) {
    for (int at = 0; at < Math.min(one.size(), other.size()); at++) {
      boolean isAny = one.get(at).equals(ANY) || other.get(at).equals(ANY);
      if (!isAny && !one.get(at).equals(other.get(at))) {
        return false;
      }
    }
    return true;
  }

  private UsageException problem(String message, String... path) {
    return file.problemOf(name, message, path);
  }
}
