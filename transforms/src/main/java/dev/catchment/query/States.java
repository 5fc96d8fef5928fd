package dev.catchment.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What an aggregate function knows of each of some groups, which are numbered from 0 on. The result
 * does not depend on the order in which rows are added or states merged.
 */
abstract class States {
  /** Makes room for so many groups. */
  abstract void grow(int groups);

  /** Adds a row to a group. */
  abstract void add(RowBlock block, int row, int group);

  /** Writes the state of a group. */
  abstract void write(int group, OutputStream out) throws IOException;

  /** Merges a state that was written into that of a group. */
  abstract void merge(int group, InputStream in) throws IOException;

  /** The result of a group, as {@link RowBlock#valueAt} gives it. */
  abstract Object result(int group);

  /** Adds the rows of a block, each to its group, those to none whose group is negative. */
  void addAll(RowBlock block, int[] groups) {
    for (int row = 0; row < block.rows(); row++) {
      if (groups[row] >= 0) {
        add(block, row, groups[row]);
      }
    }
  }

  /** The length of an array with room for so many groups, and for more to come. */
  static int roomFor(int groups, int had) {
    return Math.max(groups, Math.max(64, 2 * had));
  }

  /** Those of functions that need none. */
  static final class Nothing extends States {
    @Override
    void grow(int groups) {}

    @Override
    void add(RowBlock block, int row, int group) {}

    @Override
    void write(int group, OutputStream out) {}

    @Override
    void merge(int group, InputStream in) {}

    @Override
    Object result(int group) {
      return null;
    }
  }
}
