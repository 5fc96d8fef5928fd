package dev.catchment.write;

import com.google.common.base.Strings;
import com.google.common.hash.Hashing;
import dev.catchment.account.Progress;
import dev.catchment.shuffle.GroupByShard;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes a directory of files: which file an element goes to and where it stands in it follow from
 * the element alone, so that the same elements give the same bytes on every runner. The output is
 * the files' names.
 *
 * <p>Each is a {@link WholeFile}, written in one step. Beam's FileIO makes a bundle per file in
 * several steps instead, which took most of the time of a store with a file per day.
 *
 * <p>The files are spread over a bounded number of groups. A worker holds the elements of one group
 * in memory.
 */
final class SortedFiles<T, OutputT> extends PTransform<PCollection<T>, PCollection<String>> {
  private static final long serialVersionUID = 1;

  /** A comparator that can be sent to a worker. */
  interface Order<T> extends Comparator<T>, Serializable {}

  private final int groups;
  private final SerializableFunction<T, String> fileName;
  private final WriteFn<T, OutputT> write;

  private SortedFiles(
      int groups, SerializableFunction<T, String> fileName, WriteFn<T, OutputT> write) {
    this.groups = groups;
    this.fileName = fileName;
    this.write = write;
  }

  /**
   * Writes the elements of each file in an order that only equal outputs may leave open.
   *
   * @param directory where the files are written
   * @param groups the greatest number of groups
   * @param name the relative name of an element's file
   * @param order the order of the elements in a file
   * @param format what is written of an element
   * @param sink writes one file
   */
  SortedFiles(
      String directory,
      int groups,
      SerializableFunction<T, String> name,
      Order<T> order,
      SerializableFunction<T, OutputT> format,
      FileIO.Sink<OutputT> sink) {
    this(groups, name, new WriteFn<>(directory, name, order, format, sink, true));
  }

  /** The same without progress, for files that are no part of the output. */
  SortedFiles<T, OutputT> quietly() {
    return new SortedFiles<>(groups, fileName, write.quietly());
  }

  /** The shard of a key, 0 to {@code shards - 1}, the same everywhere and for ever. */
  static int shard(String key, int shards) {
    int hash = Hashing.murmur3_32_fixed().hashUnencodedChars(key).asInt();
    return Math.floorMod(hash, shards);
  }

  /** The name of a file without its extension: {@code part-} and five digits. */
  static String part(int number) {
    return "part-" + fiveDigits(number);
  }

  static String fiveDigits(int number) {
    return Strings.padStart(Integer.toString(number), 5, '0');
  }

  @Override
  public PCollection<String> expand(PCollection<T> input) {
    int shards = groups;
    SerializableFunction<T, String> file = fileName;
    return input
        .apply("Group", GroupByShard.by(element -> shard(file.apply(element), shards)))
        .apply("Write", ParDo.of(write))
        .setCoder(StringUtf8Coder.of());
  }

  private static final class WriteFn<T, OutputT> extends DoFn<KV<Integer, List<T>>, String> {
    private static final long serialVersionUID = 1;

    private final String directory;
    private final SerializableFunction<T, String> name;
    private final Order<T> order;
    private final SerializableFunction<T, OutputT> format;
    private final FileIO.Sink<OutputT> sink;
    private final boolean shows;

    WriteFn(
        String directory,
        SerializableFunction<T, String> name,
        Order<T> order,
        SerializableFunction<T, OutputT> format,
        FileIO.Sink<OutputT> sink,
        boolean shows) {
      this.directory = directory;
      this.name = name;
      this.order = order;
      this.format = format;
      this.sink = sink;
      this.shows = shows;
    }

    WriteFn<T, OutputT> quietly() {
      return new WriteFn<>(directory, name, order, format, sink, false);
    }

    @ProcessElement
    public void write(@Element KV<Integer, List<T>> group, OutputReceiver<String> names)
        throws IOException {
      Map<String, List<T>> files = new TreeMap<>();
      for (T element : group.getValue()) {
        files.computeIfAbsent(name.apply(element), unused -> new ArrayList<>()).add(element);
      }
      for (Map.Entry<String, List<T>> file : files.entrySet()) {
        String path = directory + "/" + file.getKey();
        file.getValue().sort(order);
        writeFile(path, file.getValue());
        names.output(path);
      }
    }

    private void writeFile(String path, List<T> elements) throws IOException {
      WholeFile.write(
          path,
          MimeTypes.BINARY,
          channel -> {
            sink.open(channel);
            for (T element : elements) {
              sink.write(format.apply(element));
            }
            sink.flush();
          });
      if (shows) {
        Progress.add(Progress.WRITTEN, elements.size());
      }
    }
  }
}
