package dev.catchment.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Reads as {@link ByteArrayInputStream} does. */
class ByteSourceTest {
  @Property
  void readsAsTheStreamOfJava(@ForAll @Size(max = 50) byte[] bytes, @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    int from = random.nextInt(bytes.length + 1);
    int length = random.nextInt(bytes.length - from + 1);
    InputStream expected = new ByteArrayInputStream(bytes, from, length);
    InputStream source = new ByteSource(bytes, from, length);
    for (int read = 0; read < 20; read++) {
      assertEquals(expected.available(), source.available());
      if (random.nextBoolean()) {
        assertEquals(expected.read(), source.read());
      } else {
        byte[] wanted = new byte[10];
        byte[] target = new byte[10];
        int most = 1 + random.nextInt(9);
        assertEquals(expected.read(wanted, 1, most), source.read(target, 1, most));
        assertArrayEquals(wanted, target);
      }
    }
  }

  @Example
  void aPartIsWithinTheArray() {
    assertThrows(IndexOutOfBoundsException.class, () -> new ByteSource(new byte[3], 2, 2));
  }
}
