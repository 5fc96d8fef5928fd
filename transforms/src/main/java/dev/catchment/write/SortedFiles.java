package dev.catchment.write;

import com.google.common.base.Strings;
import com.google.common.hash.Hashing;
import dev.catchment.write.SortedSink.Order;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes a directory of files: which file an element goes to and where it stands in it follow from
 * the element alone, so that the same elements give the same bytes on every runner.
 */
final class SortedFiles<T> extends PTransform<PCollection<T>, WriteFilesResult<String>> {
  private static final long serialVersionUID = 1;

  private final String directory;
  private final SerializableFunction<T, String> file;
  private final FileIO.Sink<T> sink;

  /** Writes into a directory each element to the file of the given relative name. */
  SortedFiles(String directory, SerializableFunction<T, String> file, FileIO.Sink<T> sink) {
    this.directory = directory;
    this.file = file;
    this.sink = sink;
  }

  /** The sink of Parquet files of a schema, compressed with zstd. */
  static <T> FileIO.Sink<T> parquet(
      Schema schema, Order<T> order, SerializableFunction<T, GenericRecord> format) {
    return new SortedSink<>(order, format, new ParquetSink(schema));
  }

  /** The name of a file without its extension: {@code part-} and five digits. */
  static String part(int number) {
    return "part-" + Strings.padStart(Integer.toString(number), 5, '0');
  }

  /** The shard of a key, 0 to {@code shards - 1}, the same everywhere and for ever. */
  static int shard(String key, int shards) {
    int hash = Hashing.murmur3_32_fixed().hashUnencodedChars(key).asInt();
    return Math.floorMod(hash, shards);
  }

  @Override
  public WriteFilesResult<String> expand(PCollection<T> input) {
    return input.apply(
        "Write",
        FileIO.<String, T>writeDynamic()
            .by(file)
            .withDestinationCoder(StringUtf8Coder.of())
            .via(sink)
            .to(directory)
            .withNaming(name -> (window, pane, numShards, shard, compression) -> name)
            .withNumShards(1));
  }
}
