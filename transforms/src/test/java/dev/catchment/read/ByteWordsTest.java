package dev.catchment.read;

import static org.junit.Assert.assertEquals;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Eight bytes at once give what one after the other does. */
class ByteWordsTest {
  @Property
  void bytesAreCounted(
      @ForAll @Size(max = 40) byte[] bytes,
      @ForAll @IntRange(min = 0, max = 10) int from,
      @ForAll byte wanted) {
    int begin = Math.min(from, bytes.length);
    int count = 0;
    for (int index = begin; index < bytes.length; index++) {
      count += bytes[index] == wanted ? 1 : 0;
    }
    assertEquals(count, ByteWords.count(bytes, begin, bytes.length, wanted));
  }

  @Property
  void everyByteThatIsTheSameIsFound(@ForAll @Size(8) byte[] bytes, @ForAll byte wanted) {
    long same = ByteWords.same(ByteWords.at(bytes, 0), ByteWords.repeat(wanted));
    long expected = 0;
    for (int index = 7; index >= 0; index--) {
      expected = expected << 8 | (bytes[index] == wanted ? 0x80 : 0);
    }
    assertEquals(expected, same);
  }

  @Example
  void neighboursThatDifferByOneAreTold() {
    byte[] bytes = {'\n', '\n' + 1, '\n' - 1, '\n', (byte) ('\n' | 0x80), 0, -1, '\n'};
    assertEquals(3, ByteWords.count(bytes, 0, 8, '\n'));
    long same = ByteWords.same(ByteWords.at(bytes, 0), ByteWords.repeat('\n'));
    assertEquals(0, ByteWords.first(same));
    assertEquals(3, ByteWords.first(same & (same - 1)));
  }
}
