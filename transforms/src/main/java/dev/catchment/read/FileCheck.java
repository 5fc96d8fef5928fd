package dev.catchment.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileSystems;

/** Looks at an input file before a job starts: whether it can be read and is what its name says. */
public final class FileCheck {
  private static final int LONGEST_MARK = 4;
  private static final int CHUNK = 1 << 16;

  private FileCheck() {}

  /** How files of a kind begin. */
  private enum Kind {
    GZIP("gzip", ".gz", "\u001f\u008b"),
    ZSTD("zstd", ".zst", "(\u00b5/\u00fd"),
    BZIP2("bzip2", ".bz2", "BZh"),
    ZIP("a ZIP archive", ".zip", "PK\u0003\u0004"),
    PARQUET("Parquet", ".parquet", "PAR1"),
    UTF_16_LE("UTF-16 text", "", "\u00ff\u00fe"),
    UTF_16_BE("UTF-16 text", "", "\u00fe\u00ff");

    private final String words;
    private final String extension;
    private final String mark;

    Kind(String words, String extension, String mark) {
      this.words = words;
      this.extension = extension;
      this.mark = mark;
    }

    static Optional<Kind> of(String start) {
      return Arrays.stream(values()).filter(kind -> start.startsWith(kind.mark)).findFirst();
    }
  }

  /**
   * What is wrong with a file.
   *
   * @param message what it is
   * @param fix what to do
   * @param isHarmless whether it would be read all the same
   */
  public record Fault(String message, String fix, boolean isHarmless) {}

  /**
   * What is wrong with a file; empty when nothing is.
   *
   * @param toTheEnd whether compressed data are read to their end, to see that none are missing
   */
  public static Optional<Fault> fault(String file, boolean toTheEnd) {
    String start;
    try (ReadableByteChannel channel =
        FileSystems.open(FileSystems.matchNewResource(file, false))) {
      start = start(channel);
    } catch (AccessDeniedException | FileNotFoundException denied) {
      // Java says of a file without rights that it is not found.
      return Optional.of(
          new Fault(
              "no right to read " + file,
              "run: chmod u+r %s, or start the job as its owner".formatted(file),
              false));
    } catch (IOException failure) {
      return Optional.of(
          new Fault("cannot read " + file + ": " + failure.getMessage(), "check the file", false));
    }
    Optional<Fault> fault = fault(file, Kind.of(start));
    return fault.isEmpty() && toTheEnd ? damage(file) : fault;
  }

  private static Optional<Fault> fault(String file, Optional<Kind> kind) {
    Kind named =
        switch (Compression.detect(file)) {
          case GZIP -> Kind.GZIP;
          case ZSTD -> Kind.ZSTD;
          case BZIP2 -> Kind.BZIP2;
          default -> file.endsWith(".parquet") ? Kind.PARQUET : null;
        };
    if (kind.isPresent() && kind.get() != named) {
      return Optional.of(other(file, kind.get()));
    }
    return named == null || kind.isPresent()
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "%s is not %s, as its name says".formatted(file, named.words),
                named == Kind.PARQUET
                    ? "name the files of the table"
                    : "rename it without " + named.extension + ", or compress it",
                named == Kind.GZIP));
  }

  private static Fault other(String file, Kind kind) {
    return switch (kind) {
      case UTF_16_LE, UTF_16_BE ->
          new Fault(
              file + " is UTF-16",
              "its source needs encoding: UTF-16, unless it has that already",
              true);
      case ZIP -> new Fault(file + " is a ZIP archive", "unpack it", false);
      default ->
          new Fault(
              "%s is %s, which its name does not say".formatted(file, kind.words),
              "rename it to %s%s".formatted(file, kind.extension),
              false);
    };
  }

  private static Optional<Fault> damage(String file) {
    if (Compression.detect(file) == Compression.UNCOMPRESSED) {
      return Optional.empty();
    }
    try (SourceChannel channel = SourceChannel.open(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      while (channel.read(buffer) >= 0) {
        buffer.clear();
      }
      return Optional.empty();
    } catch (IOException failure) {
      return Optional.of(
          new Fault(
              file + " is damaged: its compressed data end early or cannot be read",
              "get it once more",
              false));
    }
  }

  /** The first bytes, a character for each. */
  private static String start(ReadableByteChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(LONGEST_MARK);
    int read = 0;
    while (start.hasRemaining() && read >= 0) {
      read = channel.read(start);
    }
    return new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
  }
}
