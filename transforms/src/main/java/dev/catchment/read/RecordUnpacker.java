package dev.catchment.read;

import dev.catchment.model.RawRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the records that are used of a record that was read: takes values out of the JSON that its
 * cells hold, and makes one record for each element of a list.
 *
 * <p>It comes before personal columns are pseudonymised, so that a value inside of a cell can be
 * personal; of the cell, only what is used goes on. Holds the elements of one record.
 */
public final class RecordUnpacker {
  private final Explosion explosion;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<Cell> cellsOfRow = new ArrayList<>();
  private final List<Cell> cellsOfElement = new ArrayList<>();
  private final int[] used;

  /** Unpacks as a plan says. */
  public RecordUnpacker(Unpacking plan) {
    explosion = plan.explosion();
    plan.read().forEach(this::place);
    if (explosion != null) {
      place(explosion.column());
      place(explosion.index());
      if (explosion.row() != null) {
        place(explosion.row());
      }
    }
    used = plan.used().stream().mapToInt(this::place).toArray();
    addCells();
  }

  /** The place of a column's text while a record is unpacked; that of its cell comes before it. */
  private int place(String column) {
    if (!places.containsKey(column)) {
      CellColumn.of(column).ifPresent(inside -> place(inside.cell()));
      places.put(column, places.size());
    }
    return places.get(column);
  }

  private void addCells() {
    Map<String, List<String>> inside = new LinkedHashMap<>();
    for (String column : places.keySet()) {
      CellColumn.of(column)
          .ifPresent(
              value ->
                  inside.computeIfAbsent(value.cell(), unused -> new ArrayList<>()).add(column));
    }
    for (String cell : places.keySet()) {
      if (inside.containsKey(cell)) {
        (isOfElement(cell) ? cellsOfElement : cellsOfRow).add(cell(cell, inside.get(cell)));
      }
    }
  }

  private boolean isOfElement(String column) {
    return explosion != null
        && (column.equals(explosion.column())
            || CellColumn.of(column).filter(value -> isOfElement(value.cell())).isPresent());
  }

  private Cell cell(String column, List<String> inside) {
    List<String> paths =
        inside.stream().map(value -> CellColumn.of(value).orElseThrow().path()).toList();
    return new Cell(
        column,
        place(column),
        new JsonPicker(paths),
        inside.stream().mapToInt(this::place).toArray());
  }

  /**
   * Hands on the records that a record becomes, at least one.
   *
   * @return how many they are
   */
  public int unpack(RawRecord record, Sink sink) {
    String[] texts = Arrays.copyOf(record.columns(), places.size());
    String broken = pick(cellsOfRow, texts, null);
    if (explosion == null) {
      sink.take(made(record, texts), broken);
      return 1;
    }
    String list = texts[places.get(explosion.column())];
    List<String> elements = list == null ? List.of() : explosion.elements(list);
    if (elements == null) {
      broken = explosion.column();
      elements = List.of();
    }
    if (explosion.row() != null) {
      texts[places.get(explosion.row())] =
          record.position().file() + ":" + record.position().line();
    }
    int count = Math.max(1, elements.size());
    for (int index = 0; index < count; index++) {
      boolean isElement = index < elements.size();
      texts[places.get(explosion.column())] = isElement ? elements.get(index) : null;
      texts[places.get(explosion.index())] = isElement ? Integer.toString(index + 1) : null;
      String brokenHere = pick(cellsOfElement, texts, broken);
      sink.take(made(record, texts), brokenHere);
    }
    return count;
  }

  /** Picks the values inside of cells; the first of the cells that are broken. */
  private static String pick(List<Cell> cells, String[] texts, String before) {
    String broken = before;
    for (Cell cell : cells) {
      if (!cell.pick(texts) && broken == null) {
        broken = cell.column;
      }
    }
    return broken;
  }

  private RawRecord made(RawRecord record, String[] texts) {
    String[] columns = new String[used.length];
    for (int slot = 0; slot < used.length; slot++) {
      columns[slot] = texts[used[slot]];
    }
    return RawRecord.adopt(record.source(), record.position(), columns);
  }

  /** Takes the records that a record becomes. */
  public interface Sink {
    /**
     * Takes a record.
     *
     * @param broken a column of it that does not hold the JSON which is looked into, or null; what
     *     is inside of it is missing
     */
    void take(RawRecord record, String broken);
  }

  /** A cell that is looked into, and the places of what is found there. */
  private static final class Cell {
    private final String column;
    private final int place;
    private final JsonPicker picker;
    private final int[] inside;

    Cell(String column, int place, JsonPicker picker, int[] inside) {
      this.column = column;
      this.place = place;
      this.picker = picker;
      this.inside = inside;
    }

    /** Whether the text is missing or could be looked into. */
    boolean pick(String[] texts) {
      String text = texts[place];
      String[] picked = text == null ? null : picker.pickFromCell(text);
      for (int index = 0; index < inside.length; index++) {
        texts[inside[index]] = picked == null ? null : picked[index];
      }
      return text == null || picked != null;
    }
  }
}
