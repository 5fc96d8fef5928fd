package dev.catchment.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Files that are cut, change while they are read, or are made to do harm. */
public class DamagedFilesTest {
  private static final int GZIP_HEADER = 10;
  private static final List<String> ID = List.of("id");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static String lines(int count) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("id\n");
    for (int line = 0; line < count; line++) {
      text.append(Long.toString(random.nextLong(), 36)).append('\n');
    }
    return text.toString();
  }

  private static Collected read(byte[] content, String name) {
    return Collected.read(
        RecordFormat.csv(), ID, Channels.newChannel(new ByteArrayInputStream(content)), name);
  }

  /** What a plain inflater gets out of gzip data that may be cut. */
  private static String inflated(byte[] packed) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    inflater.setInput(packed, GZIP_HEADER, packed.length - GZIP_HEADER);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[1000];
    for (int count = inflater.inflate(chunk); count > 0; count = inflater.inflate(chunk)) {
      out.write(chunk, 0, count);
    }
    inflater.end();
    return out.toString(UTF_8);
  }

  @Test
  public void everyWholeRecordBeforeTheCutOfAGzipFileIsRead() throws DataFormatException {
    byte[] packed = Gzip.pack(lines(20_000).getBytes(UTF_8));
    for (int cut = packed.length / 3; cut < packed.length; cut += 9_973) {
      byte[] part = Arrays.copyOf(packed, cut);
      long whole = inflated(part).chars().filter(next -> next == '\n').count() - 1;
      Collected read = read(part, "a.csv.gz");
      assertEquals("cut at " + cut, whole, read.records.size());
      assertEquals(List.of("truncated_file"), read.reasons);
      assertEquals(List.of(whole + 2), read.rejectedLines);
    }
  }

  @Test
  public void allMembersOfAGzipFileAreRead() {
    byte[] first = Gzip.pack("id\n1\n".getBytes(UTF_8));
    byte[] second = Gzip.pack("2\n3\n".getBytes(UTF_8));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertEquals(3, read(both, "a.csv.gz").records.size());
    byte[] cut = Arrays.copyOf(both, both.length - 9);
    assertEquals(List.of("truncated_file"), read(cut, "a.csv.gz").reasons);
  }

  @Test
  public void aFileThatUnpacksToTooMuchFailsWithItsName() {
    byte[] bomb = Gzip.pack(new byte[(int) BoundedChannel.FREE + (1 << 20)]);
    InputException refused = assertThrows(InputException.class, () -> read(bomb, "a.csv.gz"));
    assertTrue(
        refused.getMessage(),
        refused.getMessage().contains("a.csv.gz unpacks to more than 200 times its size"));
    assertTrue(refused.getMessage().contains("compressionRatio"));
    Collected allowed =
        Collected.read(
            RecordFormat.csv().withHeader(ID).withMaxRatio(2000),
            ID,
            Channels.newChannel(new ByteArrayInputStream(bomb)),
            "a.csv.gz");
    assertEquals(List.of("record_too_long"), allowed.reasons);
  }

  @Test
  public void aFileThatIsGoneFailsWithItsName() {
    String file = folder.getRoot() + "/gone.csv";
    assertTrue(
        assertThrows(InputException.class, () -> SourceChannel.openInStep(file))
            .getMessage()
            .contains(file + " cannot be opened: it is gone since it was listed"));
  }

  @Test
  public void aFileThatGrowsIsReadToItsEndAndNoLineTwice() throws IOException {
    Path file = folder.getRoot().toPath().resolve("a.csv");
    Files.writeString(file, lines(10_000));
    Collected read =
        new Collected() {
          @Override
          public void record(long line, String[] columns) {
            if (line == 2) {
              append(file, "late\n");
            }
            super.record(line, columns);
          }
        };
    try (SourceChannel channel = SourceChannel.open(file.toString())) {
      RecordReader.read(file.toString(), channel, RecordFormat.csv(), ID, Long.MAX_VALUE, read);
    }
    assertEquals(10_001, read.records.size());
    assertEquals(10_001, read.recordLines.stream().distinct().count());
    assertEquals(List.of("late"), read.records.get(10_000));
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  public void nulIsACharacterAsAnyOther() {
    Collected read = read("id\na\0b\n\0\n".getBytes(UTF_8), "a.csv");
    assertEquals(List.of(List.of("a\0b"), List.of("\0")), read.records);
    assertEquals(
        List.of("invalid_json"),
        Collected.read(RecordFormat.jsonLines(), ID, "{\"id\":\0}\n").reasons);
  }

  @Test
  public void aHundredThousandColumnsAreRead() {
    int width = 100_000;
    StringBuilder header = new StringBuilder("c0");
    for (int column = 1; column < width; column++) {
      header.append(",c").append(column);
    }
    String row = String.join(",", Collections.nCopies(width, "x"));
    Collected read =
        Collected.read(
            RecordFormat.csv(),
            List.of("c99999", "c0"),
            header + "\n" + row + "\n" + row + ",x\n" + row.replace('x', '"') + "\n");
    assertEquals(List.of(List.of("x", "x")), read.records);
    assertEquals(2, read.reasons.size());
    InputException missing =
        assertThrows(
            InputException.class,
            () -> Collected.read(RecordFormat.csv(), List.of("d"), header + "\n"));
    assertTrue(missing.getMessage().length() + " long", missing.getMessage().length() < 10_000);
  }
}
