package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes of a file are, it is read to its end and every line is accounted for. */
class RecordReaderFuzzTest {
  private static final List<String> COLUMNS = List.of("a", "b");
  private static final int MAX = 24;

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> hostile =
        Arbitraries.of(
            (byte) '"',
            (byte) ',',
            (byte) '\n',
            (byte) '\r',
            (byte) 'a',
            (byte) ' ',
            (byte) '{',
            (byte) '}',
            (byte) ':',
            (byte) 0,
            (byte) 0xC3,
            (byte) 0xA9,
            (byte) 0xED,
            (byte) 0xFF);
    return Arbitraries.oneOf(hostile, hostile, hostile, Arbitraries.bytes())
        .array(byte[].class)
        .ofMaxSize(200);
  }

  @Property
  void everyCsvLineIsInOneRecordOrRejection(@ForAll("bytes") byte[] content) {
    check(RecordFormat.csv().withHeader(COLUMNS).withMaxRecordBytes(MAX), content);
  }

  @Property
  void everyWhitespaceLineIsInOneRecordOrRejection(@ForAll("bytes") byte[] content) {
    RecordFormat format = RecordFormat.csv().withWhitespaceDelimiter();
    check(format.withHeader(COLUMNS).withMaxRecordBytes(MAX), content);
  }

  @Property
  void everyJsonLineIsInOneRecordOrRejection(@ForAll("bytes") byte[] content) {
    check(RecordFormat.jsonLines().withMaxRecordBytes(MAX), content);
  }

  /**
   * The first lines of records and rejections, in order and each once, are exactly the lines that
   * are not blank and not inside a quoted field; a line of a quoted field follows a record.
   */
  private static void check(RecordFormat format, byte[] content) {
    Collected read = Collected.read(format, COLUMNS, content);
    List<Long> begun = new ArrayList<>(read.recordLines);
    begun.addAll(read.rejectedLines);
    Collections.sort(begun);
    assertEquals("no line twice", begun.stream().distinct().toList(), begun);

    List<Integer> breaks = breaks(read);
    List<String> lines = lines(content);
    long next = 1;
    for (long first : begun) {
      for (; next < first; next++) {
        assertTrue("line " + next + " is lost", lines.get((int) next - 1).isBlank());
      }
      int record = read.recordLines.indexOf(first);
      next = first + 1 + (record < 0 ? 0 : breaks.get(record));
    }
    for (; next <= lines.size(); next++) {
      assertTrue("line " + next + " is lost", lines.get((int) next - 1).isBlank());
    }
  }

  /** How many line breaks the fields of each record hold. */
  private static List<Integer> breaks(Collected read) {
    return read.records.stream()
        .map(
            fields ->
                (int)
                    fields.stream()
                        .filter(field -> field != null)
                        .flatMapToInt(String::chars)
                        .filter(character -> character == '\n')
                        .count())
        .toList();
  }

  private static List<String> lines(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return List.of(text.split("\n", -1));
  }

  /** Cutting a file anywhere leaves the records before the cut as they are. */
  @Property
  void aPrefixOfTheFileGivesAPrefixOfTheRecords(@ForAll("bytes") byte[] content, @ForAll int seed) {
    RecordFormat format = RecordFormat.jsonLines();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    Random random = new Random(seed);
    for (byte next : content) {
      String line = random.nextBoolean() ? "{\"a\":" + next + "}\n" : (char) (next & 0x7F) + "\n";
      lines.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = lines.toByteArray();
    byte[] part = java.util.Arrays.copyOf(whole, whole.length / 2);
    List<List<String>> all = Collected.read(format, COLUMNS, whole).records;
    List<List<String>> some = Collected.read(format, COLUMNS, part).records;
    assertEquals(all.subList(0, some.size()), some);
  }
}
