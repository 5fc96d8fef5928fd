package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A record as its source wrote it: the text of each column that the configuration uses, by the
 * column's slot, and where it came from. Immutable.
 *
 * <p>An empty or absent column is null. A column is marked invalid when a step before the cleaning
 * found that its text is not of the declared kind (for example an e-mail address without a domain).
 */
public final class RawRecord {
  /**
   * The slots from here on are those of columns that were made of others. They are no part of what
   * the source wrote: {@link #size} does not count them, and no coder writes them.
   */
  public static final int DERIVED = 1 << 24;

  private static final String[] NONE = {};
  private static final BitSet NONE_INVALID = new BitSet(0);

  private final String source;
  private final Position position;
  private final String[] columns;
  private final BitSet invalid;
  private final String[] derived;

  private RawRecord(
      String source, Position position, String[] columns, BitSet invalid, String[] derived) {
    this.source = checkNotNull(source, "source");
    this.position = checkNotNull(position, "position");
    this.columns = columns;
    this.invalid = invalid;
    this.derived = derived;
  }

  /** The record of a source at a position with its columns in slot order; the array is copied. */
  public static RawRecord of(String source, Position position, String... columns) {
    return adopt(source, position, columns.clone());
  }

  /** As {@link #of} with an array that is not copied: it must never change. */
  public static RawRecord adopt(String source, Position position, String[] columns) {
    return new RawRecord(source, position, columns, NONE_INVALID, NONE);
  }

  /** The name of the source in the configuration. */
  public String source() {
    return source;
  }

  public Position position() {
    return position;
  }

  /** The text of a column, or null when it is empty or absent. */
  public String column(int slot) {
    if (slot < DERIVED) {
      return columns[slot];
    }
    return slot - DERIVED < derived.length ? derived[slot - DERIVED] : null;
  }

  /** The number of columns. */
  public int size() {
    return columns.length;
  }

  /** Whether the text of a column was found not to be of its declared kind. */
  public boolean isInvalid(int slot) {
    return invalid.get(slot);
  }

  /** The columns in slot order, a copy. */
  public String[] columns() {
    return columns.clone();
  }

  /** The same record with other columns, those in {@code invalid} marked; both are copied. */
  public RawRecord withColumns(String[] replaced, BitSet nowInvalid) {
    return new RawRecord(source, position, replaced.clone(), (BitSet) nowInvalid.clone(), derived);
  }

  /** The same record with columns made of others, in the place of any before; copied. */
  public RawRecord withDerived(String... made) {
    return new RawRecord(source, position, columns, invalid, made.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawRecord that
        && source.equals(that.source)
        && position.equals(that.position)
        && Arrays.equals(columns, that.columns)
        && invalid.equals(that.invalid)
        && Arrays.equals(derived, that.derived);
  }

  @Override
  public int hashCode() {
    return 31 * position.hashCode() + Arrays.hashCode(columns);
  }

  /** Names the record without its contents, which may be personal. */
  @Override
  public String toString() {
    return "RawRecord[" + source + " " + position + "]";
  }
}
