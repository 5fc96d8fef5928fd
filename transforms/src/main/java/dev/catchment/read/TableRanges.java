package dev.catchment.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.ProcessFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Cuts the files of a table into ranges and spreads these over the workers. The cut depends on the
 * files alone: a CSV file that is not compressed is cut every 16 MiB, unless there is a quote below
 * its header, since a quoted field may hold the end of a line. Any other file is one range.
 *
 * <p>Files of more than one range are read once for the quotes.
 */
public final class TableRanges extends PTransform<PBegin, PCollection<TableRange>> {
  private static final long serialVersionUID = 1;
  private static final long RANGE_BYTES = 16 << 20;

  private final String glob;
  private final long rangeBytes;

  private TableRanges(String glob, long rangeBytes) {
    this.glob = glob;
    this.rangeBytes = rangeBytes;
  }

  /** The ranges of the table that a glob names as in {@link TableFiles}. */
  public static TableRanges of(String glob) {
    return new TableRanges(glob, RANGE_BYTES);
  }

  TableRanges withRangeBytes(long bytes) {
    return new TableRanges(glob, bytes);
  }

  @Override
  public PCollection<TableRange> expand(PBegin input) {
    List<TableRange> files = new ArrayList<>();
    TableFiles.sizes(glob)
        .forEach((file, size) -> files.add(new TableRange(file, files.size(), 0, size)));
    PCollection<TableRange> pieces =
        input
            .apply("Start", Impulse.create())
            .apply("List", ParDo.of(new ListFn(files, rangeBytes)))
            .setCoder(KvCoder.of(VarIntCoder.of(), TableRangeCoder.of()))
            .apply("Spread", GroupByKey.create())
            .apply("Unpack", ParDo.of(new Portions.UnpackFn<>()))
            .setCoder(TableRangeCoder.of());
    PCollectionView<Iterable<TableRange>> quoted =
        pieces
            .apply("Find quotes", Filter.by(new HasQuotes(files)))
            .setCoder(TableRangeCoder.of())
            .apply("View quotes", View.asIterable());
    return pieces
        .apply("Cut", ParDo.of(new CutFn(files, quoted)).withSideInputs(quoted))
        .setCoder(TableRangeCoder.of());
  }

  /** Emits the ranges of all files as if none had quotes, with the number of their portion. */
  private static final class ListFn extends DoFn<byte[], KV<Integer, TableRange>> {
    private static final long serialVersionUID = 1;

    private final List<TableRange> files;
    private final long rangeBytes;

    ListFn(List<TableRange> files, long rangeBytes) {
      this.files = files;
      this.rangeBytes = rangeBytes;
    }

    @ProcessElement
    public void list(OutputReceiver<KV<Integer, TableRange>> ranges) {
      Portions portions = Portions.small();
      for (TableRange file : files) {
        long length = canBeCut(file.file()) ? rangeBytes : file.end();
        long begin = 0;
        do {
          long end = Math.min(begin + length, file.end());
          ranges.output(
              KV.of(
                  portions.next(end - begin),
                  new TableRange(file.file(), file.number(), begin, end)));
          begin = end;
        } while (begin < file.end());
      }
    }

    private static boolean canBeCut(String file) {
      return !TableFiles.isParquet(file) && Compression.detect(file) == Compression.UNCOMPRESSED;
    }
  }

  /** Whether a range, one of several of its file, has a quote. */
  private record HasQuotes(List<TableRange> files) implements ProcessFunction<TableRange, Boolean> {
    @Override
    public Boolean apply(TableRange range) throws IOException {
      return !range.equals(files.get(range.number())) && Quotes.isIn(range);
    }
  }

  /** Emits a file with quotes as one range, the ranges of the others as they are. */
  private static final class CutFn extends DoFn<TableRange, TableRange> {
    private static final long serialVersionUID = 1;

    private final List<TableRange> files;
    private final PCollectionView<Iterable<TableRange>> quoted;
    private transient Set<Integer> whole;

    CutFn(List<TableRange> files, PCollectionView<Iterable<TableRange>> quoted) {
      this.files = files;
      this.quoted = quoted;
    }

    @StartBundle
    public void start() {
      whole = null;
    }

    @ProcessElement
    public void cut(ProcessContext context) {
      if (whole == null) {
        whole = new HashSet<>();
        context.sideInput(quoted).forEach(range -> whole.add(range.number()));
      }
      TableRange range = context.element();
      if (!whole.contains(range.number())) {
        context.output(range);
      } else if (range.begin() == 0) {
        context.output(files.get(range.number()));
      }
    }
  }
}
