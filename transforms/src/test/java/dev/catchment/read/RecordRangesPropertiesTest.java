package dev.catchment.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.Assert.assertEquals;

import dev.catchment.account.Tallies;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Ranges of any size give the records of the whole file, with the numbers of their lines. */
class RecordRangesPropertiesTest {
  private static Path file;

  @BeforeContainer
  static void makeFile() throws IOException {
    file = Files.createTempFile("records", ".txt");
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  @Provide
  Arbitrary<String> tables() {
    return texts(
        Arbitraries.of("a,b", "b,x,a", "\n \na,b", "\"a\",\"b\ny\",b"),
        Arbitraries.of("1,2", "1,2,3", "", " ", "\u00c3,1", "\u00c3\u00a9,1", ",,", "a\rb,c"));
  }

  @Provide
  Arbitrary<String> objects() {
    return texts(
        Arbitraries.of("{}", ""),
        Arbitraries.of(
            "{\"a\":1}", "{\"a\":\"x\\n\",\"b\":2}", "[1]", "", "{", "\u00c3", "\u0000"));
  }

  private static Arbitrary<String> texts(Arbitrary<String> first, Arbitrary<String> line) {
    return Combinators.combine(
            Arbitraries.of("", "\u00ef\u00bb\u00bf"),
            first,
            line.list().ofMaxSize(12),
            Arbitraries.of("\n", "\r\n"),
            Arbitraries.of(true, false))
        .as(
            (mark, head, lines, end, ended) ->
                mark + head + end + String.join(end, lines) + (ended ? end : ""));
  }

  @Property(tries = 500)
  void ofDelimitedText(
      @ForAll("tables") String text, @ForAll @IntRange(min = 1, max = 40) int length)
      throws IOException {
    check(text, RecordFormat.csv(), length);
  }

  @Property(tries = 300)
  void ofTextBetweenBlanks(
      @ForAll("tables") String text, @ForAll @IntRange(min = 1, max = 40) int length)
      throws IOException {
    check(text, RecordFormat.csv().withWhitespaceDelimiter().withHeader(List.of("a", "b")), length);
  }

  @Property(tries = 500)
  void ofJsonLines(@ForAll("objects") String text, @ForAll @IntRange(min = 1, max = 40) int length)
      throws IOException {
    check(text, RecordFormat.jsonLines(), length);
  }

  private static void check(String text, RecordFormat format, int length) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    Files.write(file, bytes);
    Read whole = new Read(format);
    whole.read(RecordRange.ofFile(0, file.toString()));
    Read parts = new Read(format);
    long lines = 0;
    for (long begin = 0; begin < bytes.length; begin += length) {
      long end = begin + length < bytes.length ? begin + length : Long.MAX_VALUE;
      RecordRange range = new RecordRange(0, file.toString(), begin, end, lines);
      parts.read(range);
      long ends = Survey.lineEnds(range, format);
      lines += ends;
    }
    assertEquals(whole.records, parts.records);
    assertEquals(whole.rejected, parts.rejected);
    assertEquals(whole.tallies.counts(), parts.tallies.counts());
  }

  private static final class Read {
    private final RecordScan scan;
    private final Tallies tallies = new Tallies();
    private final List<RawRecord> records = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();

    Read(RecordFormat format) {
      scan = new RecordScan("source", format, List.of("a", "b"), 1);
    }

    void read(RecordRange range) throws IOException {
      scan.read(range, records::add, rejected::add, tallies);
    }
  }
}
