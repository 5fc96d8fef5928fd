package dev.catchment.write;

import dev.catchment.account.Progress;
import dev.catchment.model.EventBlock;
import dev.catchment.model.EventBlockCoder;
import dev.catchment.model.PackedBytes;
import dev.catchment.model.Schema;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes blocks of encoded events as Parquet (zstd) into one folder per UTC day of event time:
 * {@code dt=2026-01-31/part-00000.parquet}, sorted by time and message id. The output is the names
 * of the files.
 *
 * <p>The same events give the same bytes on every runner. Files are written one at a time by {@link
 * EventFile}; a worker holds the packed blocks of one of {@value #GROUPS} groups of files and the
 * events of one file in memory.
 */
public final class WriteEvents extends PTransform<PCollection<EventBlock>, PCollection<String>> {
  private static final long serialVersionUID = 1;

  /** Enough for the workers of a large job; a runner may make a bundle of every one. */
  private static final int GROUPS = 1024;

  /** Keeps the files of neighbouring days and of the parts of a day in groups of their own. */
  private static final int PART_STRIDE = 67;

  private final String directory;
  private final Schema schema;

  private WriteEvents(String directory, Schema schema) {
    this.directory = directory;
    this.schema = schema;
  }

  /** Writes into a directory. */
  public static WriteEvents to(String directory) {
    return new WriteEvents(directory, Schema.empty());
  }

  /** The schema of the events' values. */
  public WriteEvents withSchema(Schema values) {
    return new WriteEvents(directory, values);
  }

  @Override
  public PCollection<String> expand(PCollection<EventBlock> blocks) {
    return blocks
        .apply("Spread", ParDo.of(new SpreadFn()))
        .setCoder(KvCoder.of(VarIntCoder.of(), EventBlockCoder.of()))
        .apply("Group", GroupByKey.create())
        .apply("Write", ParDo.of(new WriteFn(directory, schema)))
        .setCoder(StringUtf8Coder.of());
  }

  private static final class SpreadFn extends DoFn<EventBlock, KV<Integer, EventBlock>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void spread(@Element EventBlock block, OutputReceiver<KV<Integer, EventBlock>> out) {
      long file = block.day() + (long) PART_STRIDE * block.part();
      out.output(KV.of((int) Math.floorMod(file, (long) GROUPS), block));
    }
  }

  private static final class WriteFn extends DoFn<KV<Integer, Iterable<EventBlock>>, String> {
    private static final long serialVersionUID = 1;

    private final String directory;
    private final Schema schema;

    WriteFn(String directory, Schema schema) {
      this.directory = directory;
      this.schema = schema;
    }

    @ProcessElement
    public void write(
        @Element KV<Integer, Iterable<EventBlock>> group, OutputReceiver<String> names)
        throws IOException {
      Map<String, List<byte[]>> files = new TreeMap<>();
      for (EventBlock block : group.getValue()) {
        files.computeIfAbsent(name(block), unused -> new ArrayList<>()).add(block.packed());
      }
      for (Map.Entry<String, List<byte[]>> file : files.entrySet()) {
        String path = directory + "/" + file.getKey();
        write(path, file.getValue());
        names.output(path);
      }
    }

    private void write(String path, List<byte[]> packed) throws IOException {
      EventFile file = new EventFile(schema);
      for (byte[] block : packed) {
        file.add(PackedBytes.unpack(block));
      }
      WholeFile.write(path, MimeTypes.BINARY, file::write);
      Progress.add(Progress.WRITTEN, file.size());
    }
  }

  private static String name(EventBlock block) {
    return "dt="
        + LocalDate.ofEpochDay(block.day())
        + "/"
        + SortedFiles.part(block.part())
        + ".parquet";
  }
}
