package dev.catchment.pipelines.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.catchment.account.Progress;
import dev.catchment.cluster.ClusterModel;
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
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Writes the rows that are clustered with the numbers of their clusters, as a table in parts: one
 * for each range, which is read again. The output is the names of the parts.
 *
 * <p>A line of CSV without quotes is written as it stands, the number behind it. Other rows, and
 * all rows of a table with a column {@code cluster}, which is replaced, are formatted anew.
 */
final class WriteAssignments extends PTransform<PCollection<TableRange>, PCollection<String>> {
  /** The name of the column that is added, or replaced where the table has one. */
  static final String CLUSTER = "cluster";

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
  public PCollection<String> expand(PCollection<TableRange> ranges) {
    PCollectionView<Iterable<ClusterModel>> view = model.apply("View model", View.asIterable());
    return ranges
        .apply("Write", ParDo.of(new WriteFn(path, scan, check, view)).withSideInputs(view))
        .setCoder(StringUtf8Coder.of());
  }

  private static final class WriteFn extends DoFn<TableRange, String> {
    private static final long serialVersionUID = 1;

    private final String path;
    private final TableScan scan;
    private final RowCheck check;
    private final PCollectionView<Iterable<ClusterModel>> view;
    private transient ClusterModel model;

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

    private void write(TableRange range, WritableByteChannel channel) throws IOException {
      Rows rows = new Rows(new CsvPart(channel), scan.columns(), check, model);
      if (range.number() == 0 && range.begin() == 0) {
        rows.writeHeader();
      }
      scan.visit(range, rows);
      rows.finish();
    }
  }

  /** Assigns and writes the rows of one range. */
  private static final class Rows implements TableScan.Visitor {
    private final CsvPart part;
    private final List<String> columns;
    private final RowCheck check;
    private final ClusterModel model;
    private final double[] values;

    /** What follows a line of each cluster. */
    private final List<byte[]> ends;

    /** The column that is replaced, or -1. */
    private final int replaced;

    private long written;

    Rows(CsvPart part, List<String> columns, RowCheck check, ClusterModel model) {
      this.part = part;
      this.columns = columns;
      this.check = check;
      this.model = model;
      this.values = new double[check.width()];
      this.ends =
          IntStream.range(0, model.k())
              .mapToObj(cluster -> ("," + cluster + "\n").getBytes(US_ASCII))
              .toList();
      this.replaced = columns.indexOf(CLUSTER);
    }

    void writeHeader() {
      List<String> header = new ArrayList<>(columns);
      if (replaced < 0) {
        header.add(CLUSTER);
      }
      part.writeRow(header);
    }

    @Override
    public void row(TableRow row, long place) throws IOException {
      if (!check.isChosen(row) || check.read(row, values) != null) {
        return;
      }
      int cluster = model.assign(values);
      if (replaced < 0 && row.isLine()) {
        row.writeLine(part);
        part.write(ends.get(cluster));
      } else {
        part.writeRow(cells(row, Integer.toString(cluster)));
      }
      written++;
    }

    private List<String> cells(TableRow row, String cluster) {
      List<String> cells = new ArrayList<>(columns.size() + 1);
      for (int column = 0; column < columns.size(); column++) {
        cells.add(column == replaced ? cluster : row.text(column));
      }
      if (replaced < 0) {
        cells.add(cluster);
      }
      return cells;
    }

    /** Those were counted when the table was read for the first time. */
    @Override
    public void rejected(String reason) {}

    void finish() throws IOException {
      part.flush();
      Progress.add(Progress.WRITTEN, written);
    }
  }
}
