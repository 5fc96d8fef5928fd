package dev.catchment.pipelines.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.catchment.account.Progress;
import dev.catchment.account.Tallies;
import dev.catchment.cluster.Assigner;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.read.TableFiles;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableRow;
import dev.catchment.read.TableScan;
import dev.catchment.write.CsvPart;
import dev.catchment.write.WholeFile;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Writes the rows that are clustered with the numbers of their clusters and whether they are
 * outliers, 1 or 0, as a table in parts: one for each range, which is read again. The outputs are
 * the names of the parts, and the count of outliers.
 *
 * <p>A line of CSV without quotes is written as it stands, both numbers behind it. Other rows, and
 * all rows of a table that has one of the added columns, which is replaced, are formatted anew.
 */
final class WriteAssignments extends PTransform<PCollection<TableRange>, PCollectionTuple> {
  static final TupleTag<String> PARTS = new TupleTag<>("parts") {};

  /** The name of the count of outliers. */
  static final String OUTLIERS = "outliers/" + TableFiles.SOURCE;

  /** The column of the numbers of the clusters. */
  static final String CLUSTER = "cluster";

  /** The columns that are added, or replaced where the table has them. */
  static final List<String> ADDED = List.of(CLUSTER, "outlier");

  private static final long serialVersionUID = 1;

  private final String path;
  private final TableScan scan;
  private final RowCheck check;
  private final transient PCollection<ClusterModel> model;

  private WriteAssignments(
      String path, TableScan scan, RowCheck check, PCollection<ClusterModel> model) {
    this.path = path;
    this.scan = scan;
    this.check = check;
    this.model = model;
  }

  /**
   * Writes the table of this path.
   *
   * @param scan reads the table
   * @param check tells which rows are clustered
   * @param model the clusters
   */
  static WriteAssignments to(
      String path, TableScan scan, RowCheck check, PCollection<ClusterModel> model) {
    return new WriteAssignments(path, scan.again(), check, model);
  }

  @Override
  public PCollectionTuple expand(PCollection<TableRange> ranges) {
    PCollectionView<Iterable<ClusterModel>> view = model.apply("View model", View.asIterable());
    PCollectionTuple outputs =
        ranges.apply(
            "Write",
            ParDo.of(new WriteFn(path, scan, check, view))
                .withSideInputs(view)
                .withOutputTags(PARTS, TupleTagList.of(Tallies.TAG)));
    outputs.get(PARTS).setCoder(StringUtf8Coder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class WriteFn extends DoFn<TableRange, String> {
    private static final long serialVersionUID = 1;

    private final String path;
    private final TableScan scan;
    private final RowCheck check;
    private final PCollectionView<Iterable<ClusterModel>> view;
    private transient ClusterModel model;
    private transient Tallies tallies;

    WriteFn(
        String path, TableScan scan, RowCheck check, PCollectionView<Iterable<ClusterModel>> view) {
      this.path = path;
      this.scan = scan;
      this.check = check;
      this.view = view;
    }

    @StartBundle
    public void start() {
      model = null;
      tallies = new Tallies();
    }

    @ProcessElement
    public void write(ProcessContext context) throws IOException {
      if (model == null) {
        model = context.sideInput(view).iterator().next();
      }
      TableRange range = context.element();
      String file = CsvPart.path(path, range.number(), range.begin());
      WholeFile.write(file, MimeTypes.TEXT, channel -> write(range, channel));
      context.output(file);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      tallies.flush(context);
    }

    private void write(TableRange range, WritableByteChannel channel) throws IOException {
      Rows rows = new Rows(new CsvPart(channel), scan.columns(), check, model);
      if (range.number() == 0 && range.begin() == 0) {
        rows.writeHeader();
      }
      scan.visit(range, rows);
      rows.finish(tallies);
    }
  }

  /** Assigns and writes the rows of one range. */
  private static final class Rows implements TableScan.Visitor {
    private final CsvPart part;
    private final RowCheck check;
    private final FeatureReader reader;
    private final Assigner assigner;
    private final double[] values;

    /** What follows a line of each cluster; that of an outlier after those of the others. */
    private final List<byte[]> ends;

    private final int clusters;
    private final List<String> header;
    private final boolean replaces;

    private long written;
    private long outliers;

    Rows(CsvPart part, List<String> columns, RowCheck check, ClusterModel model) {
      this.part = part;
      this.check = check;
      this.assigner = new Assigner(model);
      this.reader = check.reader(model.encoding());
      this.values = new double[reader.width()];
      this.clusters = model.k();
      this.ends =
          IntStream.range(0, 2 * clusters)
              .mapToObj(end -> (end % clusters + "," + end / clusters))
              .map(end -> ("," + end + "\n").getBytes(US_ASCII))
              .toList();
      this.header =
          Stream.concat(columns.stream(), ADDED.stream().filter(name -> !columns.contains(name)))
              .toList();
      this.replaces = header.size() < columns.size() + ADDED.size();
    }

    void writeHeader() {
      part.writeRow(header);
    }

    @Override
    public void row(TableRow row, long place) throws IOException {
      if (!check.isChosen(row) || reader.read(row, values) != null) {
        return;
      }
      int cluster = assigner.assign(values);
      int outlier = assigner.isOutlier() ? 1 : 0;
      if (!replaces && row.isLine()) {
        row.writeLine(part);
        part.write(ends.get(cluster + outlier * clusters));
      } else {
        part.writeRow(cells(row, cluster, outlier));
      }
      written++;
      outliers += outlier;
    }

    private List<String> cells(TableRow row, int... added) {
      List<String> cells = new ArrayList<>(header.size());
      for (int column = 0; column < header.size(); column++) {
        int number = ADDED.indexOf(header.get(column));
        cells.add(number < 0 ? row.text(column) : Integer.toString(added[number]));
      }
      return cells;
    }

    /** Those were counted when the table was read for the first time. */
    @Override
    public void rejected(String reason) {}

    void finish(Tallies tallies) throws IOException {
      part.flush();
      Progress.add(Progress.WRITTEN, written);
      tallies.add(OUTLIERS, outliers);
    }
  }
}
