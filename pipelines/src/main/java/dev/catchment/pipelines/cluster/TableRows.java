package dev.catchment.pipelines.cluster;

import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.cluster.Point;
import dev.catchment.cluster.PointCoder;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.RawRecordCoder;
import dev.catchment.read.ReadTable;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Keeps the rows of a table that a condition chooses and whose features are numbers or missing, and
 * counts the others.
 */
final class TableRows extends PTransform<PCollection<RawRecord>, PCollectionTuple> {
  static final TupleTag<RawRecord> ROWS = new TupleTag<>("rows") {};

  private static final long serialVersionUID = 1;

  private final FeatureCells features;
  private final RowCondition condition;

  private TableRows(FeatureCells features, RowCondition condition) {
    this.features = features;
    this.condition = condition;
  }

  /** Keeps rows by a condition and the slots of their features. */
  static TableRows with(FeatureCells features, RowCondition condition) {
    return new TableRows(features, condition);
  }

  @Override
  public PCollectionTuple expand(PCollection<RawRecord> records) {
    PCollectionTuple outputs =
        records.apply(
            "Check",
            ParDo.of(new CheckFn(features, condition))
                .withOutputTags(ROWS, TupleTagList.of(Tallies.TAG)));
    outputs.get(ROWS).setCoder(RawRecordCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  /**
   * The features of rows as points, keyed by the rows' places in their files, wherever these are.
   */
  static PCollection<Point> points(PCollection<RawRecord> rows, FeatureCells features) {
    return rows.apply(
            "Points",
            MapElements.into(TypeDescriptor.of(Point.class))
                .via(row -> Point.of(key(row.position()), features.apply(row))))
        .setCoder(PointCoder.of());
  }

  private static String key(Position position) {
    String file = position.file();
    return file.substring(file.lastIndexOf('/') + 1) + ":" + position.line();
  }

  /** The numbers in the feature columns of a row; NaN for a missing one. */
  static final class FeatureCells implements SerializableFunction<RawRecord, double[]> {
    private static final long serialVersionUID = 1;

    private final List<String> names;
    private final List<Integer> slots;

    FeatureCells(List<String> names, List<Integer> slots) {
      this.names = List.copyOf(names);
      this.slots = List.copyOf(slots);
    }

    @Override
    public double[] apply(RawRecord row) {
      double[] values = new double[slots.size()];
      for (int index = 0; index < values.length; index++) {
        String text = row.column(slots.get(index));
        values[index] = text == null ? Double.NaN : Double.parseDouble(text);
      }
      return values;
    }

    /** The name of the first feature that is no number, or null when all are. */
    String wrong(RawRecord row) {
      for (int index = 0; index < names.size(); index++) {
        String text = row.column(slots.get(index));
        if (text != null && !isNumber(text)) {
          return names.get(index);
        }
      }
      return null;
    }

    private static boolean isNumber(String text) {
      try {
        return Double.isFinite(Double.parseDouble(text));
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  private static final class CheckFn extends DoFn<RawRecord, RawRecord> {
    private static final long serialVersionUID = 1;

    private final FeatureCells features;
    private final RowCondition condition;
    private transient Tallies tallies;

    CheckFn(FeatureCells features, RowCondition condition) {
      this.features = features;
      this.condition = condition;
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void check(@Element RawRecord row, OutputReceiver<RawRecord> out) {
      if (!condition.holds(row)) {
        tallies.add(Outcome.FILTERED, ReadTable.SOURCE, 1);
        return;
      }
      String wrong = features.wrong(row);
      if (wrong == null) {
        tallies.add(Outcome.ACCEPTED, ReadTable.SOURCE, 1);
        out.output(row);
      } else {
        tallies.add(Outcome.REJECTED, ReadTable.SOURCE, "invalid_" + wrong);
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}
