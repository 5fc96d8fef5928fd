package dev.catchment.query;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** The least or greatest of values, or the only one. */
final class ExtremeStates {
  private ExtremeStates() {}

  static States of(AggregateFunction function) {
    return function.from().storage() == DataType.Storage.LONG
            && function.kind() != AggregateFunction.Kind.SINGLE
        ? new Whole(function)
        : new Any(function);
  }

  /** Of whole numbers, for which the only one is not asked. */
  private static final class Whole extends States {
    private final int argument;
    private final boolean max;
    private long[] best = new long[0];
    private boolean[] has = new boolean[0];

    Whole(AggregateFunction function) {
      this.argument = function.argument();
      this.max = function.kind() == AggregateFunction.Kind.MAX;
    }

    @Override
    void grow(int groups) {
      if (groups > best.length) {
        int room = roomFor(groups, best.length);
        best = Arrays.copyOf(best, room);
        has = Arrays.copyOf(has, room);
      }
    }

    @Override
    void add(RowBlock block, int row, int group) {
      if (!block.isMissing(argument, row)) {
        add(group, block.longAt(argument, row));
      }
    }

    private void add(int group, long value) {
      if (!has[group] || (max ? value > best[group] : value < best[group])) {
        best[group] = value;
        has[group] = true;
      }
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      out.write(has[group] ? 1 : 0);
      if (has[group]) {
        Wire.writeSigned(best[group], out);
      }
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      if (Wire.readByte(in) != 0) {
        add(group, Wire.readSigned(in));
      }
    }

    @Override
    Object result(int group) {
      return has[group] ? (Object) best[group] : null;
    }
  }

  /** Of any values. */
  private static final class Any extends States {
    private final AggregateFunction function;
    private Object[] best = new Object[0];
    private long[] counts = new long[0];

    Any(AggregateFunction function) {
      this.function = function;
    }

    @Override
    void grow(int groups) {
      if (groups > best.length) {
        int room = roomFor(groups, best.length);
        best = Arrays.copyOf(best, room);
        counts = Arrays.copyOf(counts, room);
      }
    }

    @Override
    void add(RowBlock block, int row, int group) {
      counts[group]++;
      Object value = block.valueAt(function.argument(), row);
      if (value != null) {
        add(group, value);
      }
    }

    private void add(int group, Object value) {
      if (best[group] == null) {
        best[group] = value;
        return;
      }
      int order = Comparisons.compare(value, best[group]);
      if (function.kind() == AggregateFunction.Kind.MAX ? order > 0 : order < 0) {
        best[group] = value;
      }
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      Wire.writeVarint(counts[group], out);
      Object value = best[group];
      out.write(value == null ? 0 : 1);
      if (value == null) {
        return;
      }
      switch (function.from().storage()) {
        case LONG -> Wire.writeSigned((Long) value, out);
        case DOUBLE -> Wire.writeDecimal((Double) value, out);
        case OBJECT -> RowBlockCoder.writeObject(function.from(), value, out);
      }
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      counts[group] += Wire.readVarint(in);
      if (Wire.readByte(in) == 0) {
        return;
      }
      add(
          group,
          switch (function.from().storage()) {
            case LONG -> (Object) Wire.readSigned(in);
            case DOUBLE -> Wire.readDecimal(in);
            case OBJECT -> RowBlockCoder.readObject(function.from(), in);
          });
    }

    @Override
    Object result(int group) {
      if (function.kind() == AggregateFunction.Kind.SINGLE && counts[group] > 1) {
        throw RowFailure.moreThanOneRow();
      }
      return best[group];
    }
  }
}
