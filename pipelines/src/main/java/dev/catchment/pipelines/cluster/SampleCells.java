package dev.catchment.pipelines.cluster;

import dev.catchment.cluster.CellSample;
import dev.catchment.cluster.CellSampleCoder;
import dev.catchment.cluster.EncodingFit;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableRow;
import dev.catchment.read.TableScan;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollection;

/**
 * Draws a sample of the rows that are clustered, by which their encoding is fitted: one for each
 * bundle of ranges. Merged, the samples depend on the table alone.
 */
final class SampleCells extends PTransform<PCollection<TableRange>, PCollection<CellSample>> {
  private static final long serialVersionUID = 1;

  private final TableScan scan;
  private final RowCheck check;
  private final EncodingFit fit;

  private SampleCells(TableScan scan, RowCheck check, EncodingFit fit) {
    this.scan = scan;
    this.check = check;
    this.fit = fit;
  }

  static SampleCells of(TableScan scan, RowCheck check, EncodingFit fit) {
    return new SampleCells(scan.withCells(check.cells()).again(), check, fit);
  }

  @Override
  public PCollection<CellSample> expand(PCollection<TableRange> ranges) {
    return ranges
        .apply("Sample", ParDo.of(new SampleFn(scan, check, fit)))
        .setCoder(CellSampleCoder.of());
  }

  private static final class SampleFn extends DoFn<TableRange, CellSample> {
    private static final long serialVersionUID = 1;

    private final TableScan scan;
    private final RowCheck check;
    private final EncodingFit fit;
    private transient CellSample sample;

    SampleFn(TableScan scan, RowCheck check, EncodingFit fit) {
      this.scan = scan;
      this.check = check;
      this.fit = fit;
    }

    @StartBundle
    public void start() {
      sample = new CellSample();
    }

    @ProcessElement
    public void sample(@Element TableRange range) throws IOException {
      scan.visit(range, new Rows(RowKeys.of(range), check, fit, sample));
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      context.output(sample, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      sample = null;
    }
  }

  /** Offers the rows of one range. */
  private record Rows(RowKeys keys, RowCheck check, EncodingFit fit, CellSample sample)
      implements TableScan.Visitor {
    @Override
    public void row(TableRow row, long place) {
      long key = keys.key(place);
      if (fit.wants(sample, key) && check.isChosen(row)) {
        fit.sample(sample, key, check.texts(row));
      }
    }

    /** Those are counted when the numbers of the table are read. */
    @Override
    public void rejected(String reason) {}
  }
}
