package dev.catchment.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes of a file are in any format, all of it is read or rejected. */
class RecordFormatsFuzzTest {
  private static final int MAX = 24;
  private static final RecordFormat PATTERN =
      RecordFormat.lines(LinePattern.of("(?P<a>[^,]*),?(?P<b>.*)")).withMaxRecordBytes(MAX);
  private static final RecordFormat RAGGED =
      RecordFormat.csv().withRaggedRows().withMaxRecordBytes(MAX);
  private static final byte[] AVRO = AvroRows.file(40, 32);

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> hostile =
        Arbitraries.of('"', ',', '\n', '\r', 'a', ' ', '\0', '\u00c3', '\u00a9', '\u00d8', '\u00ff')
            .map(character -> (byte) character.charValue());
    return Arbitraries.oneOf(hostile, hostile, hostile, Arbitraries.bytes())
        .array(byte[].class)
        .ofMaxSize(200);
  }

  @Property
  void everyLineMatchesOrIsRejected(@ForAll("bytes") byte[] content) {
    everyLineOnce(PATTERN, List.of("a", "b"), content);
  }

  @Property
  void everyRaggedLineIsARecordOrRejected(@ForAll("bytes") byte[] content) {
    everyLineOnce(RAGGED, List.of("1", "rest"), content);
  }

  /** A line that is not blank is one record or one rejection. */
  private static void everyLineOnce(RecordFormat format, List<String> columns, byte[] content) {
    Collected read = Collected.read(format, columns, content);
    List<Long> begun = new ArrayList<>(read.recordLines);
    begun.addAll(read.rejectedLines);
    Collections.sort(begun);
    List<Long> expected = new ArrayList<>();
    List<String> lines = List.of(new String(content, ISO_8859_1).split("\n", -1));
    for (int line = 0; line < lines.size(); line++) {
      if (begun.contains(line + 1L) || !lines.get(line).isBlank()) {
        expected.add(line + 1L);
      }
    }
    assertEquals(expected, begun);
  }

  /** Text in another encoding is read as the same text in UTF-8 is. */
  @Property
  void anEncodingMakesNoDifference(@ForAll("bytes") byte[] content) {
    String text = new String(content, ISO_8859_1);
    RecordFormat format = RecordFormat.csv().withHeader(List.of("a", "b"));
    Collected expected =
        Collected.read(format, List.of("a", "b"), text.getBytes(StandardCharsets.UTF_8));
    for (Charset charset : List.of(ISO_8859_1, StandardCharsets.UTF_16BE)) {
      Collected read =
          Collected.read(format.withCharset(charset), List.of("a", "b"), text.getBytes(charset));
      assertEquals(expected.records, read.records);
      assertEquals(expected.rejectedLines, read.rejectedLines);
      assertEquals(expected.reasons, read.reasons);
    }
  }

  /** Bytes that are no text of an encoding are read to their end all the same. */
  @Property
  void noEncodingStopsAtAnyBytes(@ForAll("bytes") byte[] content) {
    for (String name : List.of("UTF-16", "Shift_JIS", "ISO-2022-JP", "GB18030")) {
      RecordFormat format = RAGGED.withCharset(Charset.forName(name));
      Collected read = Collected.read(format, List.of("1"), content);
      assertTrue(read.recordLines.size() + read.rejectedLines.size() <= content.length + 1);
    }
  }

  /** What is before the damage is read, what follows is one rejection. */
  @Property
  void damagedAvroIsReadOrRejected(
      @ForAll("places") int place, @ForAll byte damage, @ForAll("places") int length) {
    byte[] content = Arrays.copyOf(AVRO, length);
    if (place < length) {
      content[place] ^= damage;
    }
    Collected read;
    try {
      read = Collected.read(RecordFormat.avro(), List.of("id", "items.0.sku"), content);
    } catch (InputException unreadable) {
      return;
    }
    assertTrue(read.reasons.toString(), read.reasons.size() <= 1);
    if (damage == 0) {
      for (int record = 0; record < read.records.size(); record++) {
        assertEquals(Integer.toString(record + 1), read.records.get(record).get(0));
      }
    }
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, AVRO.length);
  }

  /** Gzip that is cut or damaged anywhere is read or rejected. */
  @Property
  void damagedGzipIsReadOrRejected(
      @ForAll("bytes") byte[] content, @ForAll int place, @ForAll byte damage) {
    byte[] packed = Gzip.pack(content);
    packed[Math.floorMod(place, packed.length)] ^= damage;
    byte[] cut = Arrays.copyOf(packed, packed.length - Math.floorMod(place, 7));
    Collected read =
        Collected.read(
            RAGGED, List.of("1"), Channels.newChannel(new ByteArrayInputStream(cut)), "a.csv.gz");
    if (damage == 0 && cut.length < packed.length) {
      assertEquals("truncated_file", read.reasons.get(read.reasons.size() - 1));
    }
  }
}
