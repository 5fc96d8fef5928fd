package dev.catchment.model;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The values of one element by slot of its {@link Schema}; immutable, a missing value is null.
 *
 * <p>The schema travels with the coder and the steps, never with the element.
 */
public final class Values {
  private final Object[] cells;

  private Values(Object[] cells) {
    this.cells = cells;
  }

  /** The values in slot order; the array is copied. */
  public static Values of(Object... cells) {
    return new Values(cells.clone());
  }

  /** As {@link #of} after checking number and class of the values against a schema. */
  public static Values of(Schema schema, Object... cells) {
    checkArgument(
        cells.length == schema.size(), "%s values for %s fields", cells.length, schema.size());
    for (int slot = 0; slot < cells.length; slot++) {
      Field field = schema.fields().get(slot);
      checkArgument(
          cells[slot] == null || field.type().javaClass().isInstance(cells[slot]),
          "field %s of type %s cannot hold a %s",
          field.name(),
          field.type(),
          cells[slot] == null ? null : cells[slot].getClass().getSimpleName());
    }
    return of(cells);
  }

  /** The value at a slot, or null when it is missing. */
  public Object get(int slot) {
    return cells[slot];
  }

  /** The value at a slot as text, or null when it is missing. */
  public String getString(int slot) {
    return (String) cells[slot];
  }

  /** The value at a slot as a number, NaN when it is missing or not a number. */
  public double getDouble(int slot) {
    return cells[slot] instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** The number of slots. */
  public int size() {
    return cells.length;
  }

  /** The values with one more at the end. */
  public Values append(Object cell) {
    Object[] longer = Arrays.copyOf(cells, cells.length + 1);
    longer[cells.length] = cell;
    return new Values(longer);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values that && Arrays.equals(cells, that.cells);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return Arrays.toString(cells);
  }
}
