package dev.catchment.query;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Counts of rows, or of those with a value. */
final class CountStates extends States {
  private final int argument;
  private long[] counts = new long[0];

  CountStates(int argument) {
    this.argument = argument;
  }

  @Override
  void grow(int groups) {
    if (groups > counts.length) {
      counts = Arrays.copyOf(counts, roomFor(groups, counts.length));
    }
  }

  @Override
  void add(RowBlock block, int row, int group) {
    if (argument < 0 || !block.isMissing(argument, row)) {
      counts[group]++;
    }
  }

  @Override
  void write(int group, OutputStream out) throws IOException {
    Wire.writeVarint(counts[group], out);
  }

  @Override
  void merge(int group, InputStream in) throws IOException {
    counts[group] += Wire.readVarint(in);
  }

  @Override
  Object result(int group) {
    return counts[group];
  }
}
