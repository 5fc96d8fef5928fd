package dev.catchment.pipelines.query;

import dev.catchment.account.Progress;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowType;
import dev.catchment.shuffle.GroupByShard;
import dev.catchment.write.CsvPart;
import dev.catchment.write.WholeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Writes the rows of a result in order: that of the result, or of the values of their columns where
 * it has none, so that the same rows give the same bytes on every runner. The output is the names
 * of the files.
 *
 * <p>The rows are cut into parts of about 32 MiB at quantiles of a sample; where the cuts fall does
 * not show in text, whose parts are put together. A worker holds the rows of one part.
 */
final class WriteRows extends PTransform<PCollection<RowBlock>, PCollection<String>> {
  private static final long serialVersionUID = 1;
  private static final long PART_BYTES = 32 << 20;
  private static final TupleTag<byte[]> ROWS = new TupleTag<>("rows") {};
  private static final TupleTag<RowSample> SAMPLES = new TupleTag<>("samples") {};

  private final String path;
  private final RowFormat format;
  private final RowType type;
  private final boolean isOrdered;
  private final long partBytes;

  private WriteRows(
      String path, RowFormat format, RowType type, boolean isOrdered, long partBytes) {
    this.path = path;
    this.format = format;
    this.type = type;
    this.isOrdered = isOrdered;
    this.partBytes = partBytes;
  }

  /**
   * Writes into the file or folder of a path.
   *
   * @param isOrdered whether the blocks tell their places
   */
  static WriteRows to(String path, RowFormat format, RowType type, boolean isOrdered) {
    return new WriteRows(path, format, type, isOrdered, PART_BYTES);
  }

  WriteRows withPartBytes(long bytes) {
    return new WriteRows(path, format, type, isOrdered, bytes);
  }

  @Override
  public PCollection<String> expand(PCollection<RowBlock> blocks) {
    PCollectionTuple rows =
        blocks.apply(
            "Rows",
            ParDo.of(new RowFn(type, isOrdered)).withOutputTags(ROWS, TupleTagList.of(SAMPLES)));
    PCollection<RowSample> sample =
        rows.get(SAMPLES)
            .setCoder(RowSample.CODER)
            .apply("Sample", Combine.globally(new RowSample.MergeFn()));
    PCollectionView<RowSample> view = sample.apply("View sample", View.asSingleton());
    PCollection<String> head =
        sample
            .apply("Write head", ParDo.of(new HeadFn(path, format, type)))
            .setCoder(StringUtf8Coder.of());
    PCollection<String> parts =
        rows.get(ROWS)
            .setCoder(ByteArrayCoder.of())
            .apply("Part", ParDo.of(new PartFn(view, partBytes)).withSideInputs(view))
            .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
            .apply("Group", GroupByShard.by(KV::getKey))
            .apply("Write", ParDo.of(new WriteFn(path, format, type, isOrdered)))
            .setCoder(StringUtf8Coder.of());
    return PCollectionList.of(head).and(parts).apply("Names", Flatten.pCollections());
  }

  /** The pattern of the parts of a path. */
  static String parts(String path) {
    return CsvPart.path(path, 0, 0).replaceFirst("/[^/]*$", "/part-*");
  }

  /** The file of a part; parts go by their numbers, from 1 on. */
  static String file(String path, RowFormat format, int part) {
    return format.isText()
        ? CsvPart.path(path, part, 0)
        : String.format(Locale.ROOT, "%s/part-%05d.parquet", path, part);
  }

  static void write(String file, WholeFile.Content content) throws IOException {
    WholeFile.write(file, MimeTypes.BINARY, content);
  }

  /** Emits rows one by one, and a sample of them with the bundle. */
  private static final class RowFn extends DoFn<RowBlock, byte[]> {
    private static final long serialVersionUID = 1;

    private final RowType type;
    private final boolean isOrdered;
    private transient SortedRow bytes;
    private transient RowSample.Builder sample;

    RowFn(RowType type, boolean isOrdered) {
      this.type = type;
      this.isOrdered = isOrdered;
    }

    @StartBundle
    public void start() {
      bytes = new SortedRow(type, isOrdered);
      sample = new RowSample.Builder();
    }

    @ProcessElement
    public void emit(@Element RowBlock block, OutputReceiver<byte[]> rows) {
      for (int row = 0; row < block.rows(); row++) {
        byte[] next = bytes.write(block, row);
        sample.add(next);
        rows.output(next);
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      context.output(
          SAMPLES, sample.build(), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
    }
  }

  /** Gives every row the number of its part, from 1 on. */
  private static final class PartFn extends DoFn<byte[], KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<RowSample> view;
    private final long partBytes;
    private transient List<byte[]> cuts;

    PartFn(PCollectionView<RowSample> view, long partBytes) {
      this.view = view;
      this.partBytes = partBytes;
    }

    @StartBundle
    public void start() {
      cuts = null;
    }

    @ProcessElement
    public void part(ProcessContext context) {
      if (cuts == null) {
        cuts = context.sideInput(view).cuts(partBytes);
      }
      context.output(KV.of(1 + RowSample.place(context.element(), cuts), context.element()));
    }
  }

  /** Writes what stands before the rows, and the one file of a table without rows. */
  private static final class HeadFn extends DoFn<RowSample, String> {
    private static final long serialVersionUID = 1;

    private final String path;
    private final RowFormat format;
    private final RowType type;

    HeadFn(String path, RowFormat format, RowType type) {
      this.path = path;
      this.format = format;
      this.type = type;
    }

    @ProcessElement
    public void write(@Element RowSample sample, OutputReceiver<String> names) throws IOException {
      if (format.isText()) {
        String file = file(path, format, 0);
        WriteRows.write(file, channel -> format.writeHeader(type, channel));
        names.output(file);
      } else if (sample.rows() == 0) {
        String file = file(path, format, 1);
        WriteRows.write(file, channel -> format.write(RowBlock.builder(type).build(), channel));
        names.output(file);
      }
    }
  }

  private static final class WriteFn extends DoFn<KV<Integer, List<KV<Integer, byte[]>>>, String> {
    private static final long serialVersionUID = 1;

    private final String path;
    private final RowFormat format;
    private final RowType type;
    private final boolean isOrdered;

    WriteFn(String path, RowFormat format, RowType type, boolean isOrdered) {
      this.path = path;
      this.format = format;
      this.type = type;
      this.isOrdered = isOrdered;
    }

    @ProcessElement
    public void write(
        @Element KV<Integer, List<KV<Integer, byte[]>>> part, OutputReceiver<String> names)
        throws IOException {
      List<byte[]> rows = new ArrayList<>(part.getValue().size());
      part.getValue().forEach(row -> rows.add(row.getValue()));
      rows.sort(SortedRow::compare);
      SortedRow bytes = new SortedRow(type, isOrdered);
      RowBlock.Builder block = RowBlock.builder(type);
      rows.forEach(row -> bytes.read(row, block));
      RowBlock all = block.build();
      String file = file(path, format, part.getKey());
      WriteRows.write(file, channel -> format.write(all, channel));
      Progress.add(Progress.WRITTEN, all.rows());
      names.output(file);
    }
  }
}
