package dev.catchment.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.MimeTypes;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WholeFileTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aFileHasItsNameOnlyWhenItIsComplete() throws IOException {
    Path file = root().resolve("a/b.txt");
    WholeFile.write(
        file.toString(),
        MimeTypes.TEXT,
        channel -> {
          channel.write(bytes("whole"));
          assertFalse(Files.exists(file));
        });
    assertEquals("whole", Files.readString(file));
  }

  @Test
  public void anAttemptThatFailsLeavesTheFileOfAnEarlierOne() throws IOException {
    Path file = root().resolve("b.txt");
    write(file, "whole");
    assertThrows(
        IOException.class,
        () ->
            WholeFile.write(
                file.toString(),
                MimeTypes.TEXT,
                channel -> {
                  channel.write(bytes("ha"));
                  throw new IOException("killed");
                }));
    assertEquals("whole", Files.readString(file));
  }

  @Test
  public void twoAttemptsAtTheSameTimeGiveOneWholeFile() throws IOException {
    Path file = root().resolve("b.txt");
    WholeFile.write(
        file.toString(),
        MimeTypes.TEXT,
        channel -> {
          channel.write(bytes("who"));
          write(file, "whole");
          channel.write(bytes("le"));
        });
    assertEquals("whole", Files.readString(file));
  }

  @Test
  public void whatAKilledAttemptLeftIsNotPublished() throws IOException {
    OutputDirectory output = OutputDirectory.prepare(root().toString(), List.of("out"), false);
    Path file = Path.of(output.staging("out"), "sub", "b.txt");
    assertThrows(
        IllegalStateException.class,
        () ->
            WholeFile.write(
                file.toString(),
                MimeTypes.TEXT,
                channel -> {
                  channel.write(bytes("ha"));
                  throw new IllegalStateException("killed");
                }));
    write(file, "whole");
    output.publish();
    try (Stream<Path> files = Files.walk(root())) {
      assertEquals(
          List.of(root().resolve("out/sub/b.txt")), files.filter(Files::isRegularFile).toList());
    }
  }

  private Path root() {
    return folder.getRoot().toPath();
  }

  private static void write(Path file, String text) throws IOException {
    WholeFile.write(file.toString(), MimeTypes.TEXT, channel -> channel.write(bytes(text)));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
