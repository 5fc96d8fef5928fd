package dev.catchment.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The beginning of a file whose format is not known yet, read on the machine that launches. */
public final class FileStart {
  private FileStart() {}

  /**
   * The first bytes of a file's content, which its extension says how to decompress: at most so
   * many, fewer where the file ends or is damaged before. Throws {@link InputException} when it
   * cannot be opened.
   */
  public static byte[] bytes(String file, int limit) {
    ByteBuffer start = ByteBuffer.allocate(limit);
    try (SourceChannel channel = SourceChannel.open(file)) {
      try {
        while (start.hasRemaining() && channel.read(start) >= 0) {}
      } catch (IOException failure) {
        if (channel.failed()) {
          throw failure;
        }
      }
    } catch (IOException failure) {
      throw new InputException("cannot read " + file + ": " + failure.getMessage(), failure);
    }
    return Arrays.copyOf(start.array(), start.position());
  }

  /**
   * The names of the columns that an Avro or Parquet file says it has, as dotted paths; lists and
   * maps are left out. Throws {@link InputException} when it is no such file.
   */
  public static List<String> columns(String file, RecordFormat format) {
    return List.copyOf(types(file, format).keySet());
  }

  /** The same columns in their order, with the types that they have where they are not missing. */
  public static Map<String, Schema> types(String file, RecordFormat format) {
    try {
      return new ParquetCells(
              format.isAvro() ? AvroReader.schema(file) : ParquetFile.of(file).schema())
          .types();
    } catch (IOException failure) {
      throw new InputException("cannot read " + file + ": " + failure.getMessage(), failure);
    }
  }
}
