package dev.catchment.expect;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.catchment.model.Position;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The different values of a field, by 128 bits of Murmur3 of their text: how often each was asked
 * for, where first, and whether it is known, that is, found where it should exist. Mergeable in any
 * order; not thread-safe.
 *
 * <p>Memory: 37 bytes per slot of an open hash table that is at most two thirds full, 56 to 111 per
 * different value. That two of a billion values share a hash has a probability of 10⁻²¹.
 */
final class ValueIndex {
  private static final int FIRST_SLOTS = 16;
  private static final int NOWHERE = -1;

  /** Files by number; a position is the number of its file and a line. */
  private final List<String> files = new ArrayList<>();

  private final Map<String, Integer> fileNumbers = new HashMap<>();
  private long[] high = new long[FIRST_SLOTS];
  private long[] low = new long[FIRST_SLOTS];
  private long[] asked = new long[FIRST_SLOTS];
  private boolean[] known = new boolean[FIRST_SLOTS];
  private int[] file = new int[FIRST_SLOTS];
  private long[] line = new long[FIRST_SLOTS];
  private int size;
  private Position repeated;

  /** The hash of a value's text. */
  static HashCode hash(Object value) {
    return Hashing.murmur3_128().hashUnencodedChars(value.toString());
  }

  /** The hash, cut into shards. */
  static int shard(HashCode hash, int shards) {
    return Math.floorMod(hash.asInt(), shards);
  }

  /** Counts a value; the position may be null. */
  void ask(HashCode hash, Position position) {
    ByteBuffer bytes = ByteBuffer.wrap(hash.asBytes());
    int number = position == null ? NOWHERE : number(position.file());
    ask(bytes.getLong(), bytes.getLong(), 1, number, position == null ? 0 : position.line());
  }

  /** Remembers a value as one that exists. */
  void know(HashCode hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash.asBytes());
    know(bytes.getLong(), bytes.getLong());
  }

  /** Adds all that another has seen, and leaves it as it is. */
  void merge(ValueIndex other) {
    int[] numbers = other.files.stream().mapToInt(this::number).toArray();
    for (int slot = 0; slot < other.asked.length; slot++) {
      if (other.asked[slot] > 0) {
        int number = other.file[slot] == NOWHERE ? NOWHERE : numbers[other.file[slot]];
        ask(other.high[slot], other.low[slot], other.asked[slot], number, other.line[slot]);
      }
      if (other.known[slot]) {
        know(other.high[slot], other.low[slot]);
      }
    }
    repeated = Observation.first(repeated, other.repeated);
  }

  /** The number of different values. */
  int size() {
    return size;
  }

  /** What there is to say when no value may be found twice. */
  Measure unique() {
    long all = 0;
    long different = 0;
    for (long count : asked) {
      all += count;
      different += count > 0 ? 1 : 0;
    }
    return new Measure(all, all - different, Measure.NEVER, repeated);
  }

  /** What there is to say when every value must be known. */
  Measure existing() {
    long all = 0;
    long unknown = 0;
    Position example = null;
    for (int slot = 0; slot < asked.length; slot++) {
      all += asked[slot];
      if (asked[slot] > 0 && !known[slot]) {
        unknown += asked[slot];
        example = Observation.first(example, position(file[slot], line[slot]));
      }
    }
    return new Measure(all, unknown, Measure.NEVER, example);
  }

  private void ask(long highBits, long lowBits, long count, int number, long at) {
    int slot = slot(highBits, lowBits);
    if (asked[slot] == 0) {
      file[slot] = number;
      line[slot] = at;
    } else {
      boolean earlier = isBefore(number, at, file[slot], line[slot]);
      int laterFile = earlier ? file[slot] : number;
      long laterLine = earlier ? line[slot] : at;
      repeated = Observation.first(repeated, position(laterFile, laterLine));
      if (earlier) {
        file[slot] = number;
        line[slot] = at;
      }
    }
    asked[slot] += count;
  }

  private void know(long highBits, long lowBits) {
    int slot = slot(highBits, lowBits);
    known[slot] = true;
  }

  /** A record without position comes after all that have one. */
  private boolean isBefore(int leftFile, long leftLine, int rightFile, long rightLine) {
    if (leftFile == rightFile) {
      return leftLine < rightLine;
    }
    return rightFile == NOWHERE
        || (leftFile != NOWHERE && files.get(leftFile).compareTo(files.get(rightFile)) < 0);
  }

  private Position position(int number, long at) {
    return number == NOWHERE ? null : new Position(files.get(number), at);
  }

  private int number(String name) {
    return fileNumbers.computeIfAbsent(
        name,
        unused -> {
          files.add(name);
          return files.size() - 1;
        });
  }

  private int slot(long highBits, long lowBits) {
    int mask = asked.length - 1;
    int slot = (int) highBits & mask;
    while (asked[slot] > 0 || known[slot]) {
      if (high[slot] == highBits && low[slot] == lowBits) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    if (3L * (size + 1) > 2L * asked.length) {
      grow();
      return slot(highBits, lowBits);
    }
    size++;
    high[slot] = highBits;
    low[slot] = lowBits;
    return slot;
  }

  private void grow() {
    ValueIndex larger = new ValueIndex();
    larger.resize(asked.length * 2);
    for (int slot = 0; slot < asked.length; slot++) {
      if (asked[slot] > 0 || known[slot]) {
        int target = larger.slot(high[slot], low[slot]);
        larger.asked[target] = asked[slot];
        larger.known[target] = known[slot];
        larger.file[target] = file[slot];
        larger.line[target] = line[slot];
      }
    }
    high = larger.high;
    low = larger.low;
    asked = larger.asked;
    known = larger.known;
    file = larger.file;
    line = larger.line;
  }

  private void resize(int slots) {
    high = new long[slots];
    low = new long[slots];
    asked = new long[slots];
    known = new boolean[slots];
    file = new int[slots];
    line = new long[slots];
  }

  /** Writes it as {@code docs/formats/coders.md} says; in no defined order. */
  void write(OutputStream out) throws IOException {
    Wire.writeVarint(files.size(), out);
    for (String name : files) {
      Wire.writeString(name, out);
    }
    Wire.writeString(repeated == null ? null : repeated.file(), out);
    Wire.writeVarint(repeated == null ? 0 : repeated.line(), out);
    Wire.writeVarint(size, out);
    for (int slot = 0; slot < asked.length; slot++) {
      if (asked[slot] > 0 || known[slot]) {
        Wire.writeFixed(high[slot], out);
        Wire.writeFixed(low[slot], out);
        out.write(known[slot] ? 1 : 0);
        Wire.writeVarint(asked[slot], out);
        if (asked[slot] > 0) {
          Wire.writeVarint(file[slot] + 1L, out);
          Wire.writeVarint(line[slot], out);
        }
      }
    }
  }

  static ValueIndex read(InputStream in) throws IOException {
    ValueIndex index = new ValueIndex();
    int files = Wire.readLength(in);
    for (int number = 0; number < files; number++) {
      index.number(Wire.readString(in));
    }
    String repeatedFile = Wire.readString(in);
    long repeatedLine = Wire.readVarint(in);
    index.repeated = repeatedFile == null ? null : new Position(repeatedFile, repeatedLine);
    int size = Wire.readLength(in);
    for (int value = 0; value < size; value++) {
      long highBits = Wire.readFixed(in);
      long lowBits = Wire.readFixed(in);
      boolean isKnown = Wire.readByte(in) == 1;
      long count = Wire.readVarint(in);
      if (count > 0) {
        int number = (int) Wire.readVarint(in) - 1;
        index.ask(highBits, lowBits, count, number, Wire.readVarint(in));
      }
      if (isKnown) {
        index.know(highBits, lowBits);
      }
    }
    return index;
  }
}
