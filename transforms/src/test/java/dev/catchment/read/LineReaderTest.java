package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.io.Compression;
import org.junit.Test;

public class LineReaderTest {
  private static List<Line> lines(SourceChannel channel, int max) throws IOException {
    LineReader reader = new LineReader(channel, max);
    List<Line> lines = new ArrayList<>();
    for (Line line = reader.next(); line != null; line = reader.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static List<Line> lines(byte[] content, int max) throws IOException {
    return lines(SourceChannel.plain(Channels.newChannel(new ByteArrayInputStream(content))), max);
  }

  private static List<Line> lines(String content, int max) throws IOException {
    return lines(content.getBytes(StandardCharsets.UTF_8), max);
  }

  private static Line line(long number, String text) {
    return new Line(number, text, null);
  }

  @Test
  public void endsLinesAtLfAndCrlf() throws IOException {
    assertEquals(
        List.of(line(1, "a"), line(2, "b"), line(3, ""), line(4, "c\rd"), line(5, "e")),
        lines("a\nb\r\n\nc\rd\ne", 100));
    assertEquals(List.of(), lines("", 100));
    assertEquals(List.of(line(1, "")), lines("\n", 100));
  }

  @Test
  public void dropsTheByteOrderMarkOfTheFirstLineOnly() throws IOException {
    assertEquals(List.of(line(1, "a"), line(2, "\uFEFFb")), lines("\uFEFFa\n\uFEFFb", 100));
  }

  @Test
  public void marksMalformedUtf8AndGoesOn() throws IOException {
    byte[] content = {'a', '\n', 'b', (byte) 0xC3, '\n', (byte) 0xC3, (byte) 0xA9, '\n'};
    assertEquals(
        List.of(line(1, "a"), new Line(2, "b\uFFFD", Line.Defect.INVALID_UTF8), line(3, "\u00e9")),
        lines(content, 100));
    assertEquals(List.of(line(1, "a\uFFFDb")), lines("a\uFFFDb", 100));
  }

  @Test
  public void marksLongLinesAndGoesOn() throws IOException {
    assertEquals(
        List.of(
            line(1, "12345"),
            new Line(2, "123456", Line.Defect.TOO_LONG),
            line(3, "12345"),
            new Line(4, "1234567890", Line.Defect.TOO_LONG)),
        lines("12345\r\n123456\n12345\n1234567890", 5));
  }

  @Test
  public void limitIsExactAcrossReads() throws IOException {
    int max = 3 * LineReader.CHUNK;
    String exact = "x".repeat(max);
    assertEquals(
        List.of(line(1, exact), line(3, exact)),
        lines(exact + "\r\n" + exact + "x\n" + exact, max).stream()
            .filter(line -> line.defect() == null)
            .toList());
  }

  @Test
  public void aHundredMegabyteLineIsSkippedInLittleMemory() throws IOException {
    long length = 100_000_000;
    LineReader reader = new LineReader(GeneratedChannel.longLine(length), 1 << 20);
    Line first = reader.next();
    assertEquals(Line.Defect.TOO_LONG, first.defect());
    assertTrue(first.text().length() <= 2048);
    assertEquals(line(2, "end"), reader.next());
    assertEquals(null, reader.next());
    assertTrue(reader.capacity() <= (1 << 20) + LineReader.CHUNK);
  }

  @Test
  public void truncatedCompressedFileKeepsWhatWasRead() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    for (int row = 0; row < 5000; row++) {
      text.append(random.nextLong()).append('\n');
    }
    for (Compression compression : List.of(Compression.GZIP, Compression.ZSTD, Compression.BZIP2)) {
      byte[] packed = pack(text.toString(), compression);
      String name = "x" + compression.getSuggestedSuffix();
      assertEquals(5000, lines(unpack(packed, name), 100).size());

      byte[] cut = Arrays.copyOf(packed, packed.length / 2);
      List<Line> read = lines(unpack(cut, name), 100);
      Line last = read.get(read.size() - 1);
      assertEquals(name, Line.Defect.TRUNCATED, last.defect());
      assertEquals(read.size(), last.number());
      String[] expected = text.toString().split("\n", -1);
      for (Line line : read.subList(0, read.size() - 1)) {
        assertEquals(line(line.number(), expected[(int) line.number() - 1]), line);
      }
      assertTrue(expected[read.size() - 1].startsWith(last.text()));
    }
  }

  @Test
  public void damagedBeginningIsOneTruncatedLine() throws IOException {
    byte[] packed = pack("a\nb\n", Compression.GZIP);
    assertEquals(
        List.of(new Line(1, "", Line.Defect.TRUNCATED)),
        lines(unpack(Arrays.copyOf(packed, 5), "x.gz"), 100));
    assertEquals(
        List.of(new Line(1, "", Line.Defect.TRUNCATED)),
        lines(unpack("not bzip2".getBytes(StandardCharsets.UTF_8), "x.bz2"), 100));
  }

  @Test
  public void faultOfTheStorageIsThrown() {
    ReadableByteChannel failing =
        new GeneratedChannel(
            target -> {
              throw new IOException("disk");
            });
    LineReader reader = new LineReader(failing, 100);
    assertEquals("disk", assertThrows(IOException.class, reader::next).getMessage());
  }

  private static SourceChannel unpack(byte[] packed, String name) throws IOException {
    return SourceChannel.decompress(Channels.newChannel(new ByteArrayInputStream(packed)), name);
  }

  private static byte[] pack(String text, Compression compression) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WritableByteChannel channel = compression.writeCompressed(Channels.newChannel(bytes));
        OutputStream out = Channels.newOutputStream(channel)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private interface Source {
    int read(ByteBuffer target) throws IOException;
  }

  private record GeneratedChannel(Source source) implements ReadableByteChannel {
    /** A line of the given length and one more. */
    static GeneratedChannel longLine(long length) {
      AtomicLong left = new AtomicLong(length);
      ByteBuffer end = ByteBuffer.wrap("\nend".getBytes(StandardCharsets.UTF_8));
      return new GeneratedChannel(
          target -> {
            int before = target.position();
            while (target.hasRemaining() && left.getAndDecrement() > 0) {
              target.put((byte) 'x');
            }
            while (target.hasRemaining() && end.hasRemaining()) {
              target.put(end.get());
            }
            return target.position() == before ? -1 : target.position() - before;
          });
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return source.read(target);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
