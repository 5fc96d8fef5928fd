package dev.catchment.pipelines.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchment.pipelines.report.PlotSection;
import dev.catchment.pipelines.report.PlotSection.Kind;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowType;
import dev.catchment.write.WriteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Gathers what a picture of a result shows, and writes it as JSON: the first {@value
 * PlotSection#MAX_POINTS} rows, or the counts of a histogram of all.
 */
final class DrawPicture extends PTransform<PCollection<RowBlock>, PCollection<String>> {
  private static final long serialVersionUID = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Coder<Histogram> COUNTS =
      DelegateCoder.of(
          KvCoder.of(VarIntCoder.of(), MapCoder.of(VarLongCoder.of(), VarLongCoder.of())),
          histogram -> KV.of(histogram.parts().getKey(), histogram.parts().getValue()),
          parts -> Histogram.of(parts.getKey(), parts.getValue()));

  private final Picture picture;
  private final RowType type;
  private final boolean isOrdered;
  private final String file;

  private DrawPicture(Picture picture, RowType type, boolean isOrdered, String file) {
    this.picture = picture;
    this.type = type;
    this.isOrdered = isOrdered;
    this.file = file;
  }

  /** Writes what a picture of the result of a plan shows. */
  static DrawPicture of(Picture picture, QueryPlan plan, String file) {
    return new DrawPicture(picture, plan.type(), plan.isOrdered(), file);
  }

  @Override
  public PCollection<String> expand(PCollection<RowBlock> rows) {
    Picture wanted = picture;
    PCollection<String> text =
        wanted.kind() == Kind.HIST
            ? rows.apply("Bins", ParDo.of(new BinFn(wanted.x())))
                .setCoder(COUNTS)
                .apply("All bins", Combine.globally(DrawPicture::merge))
                .setCoder(COUNTS)
                .apply("Text", MapElements.into(TypeDescriptors.strings()).via(DrawPicture::text))
            : rows.apply("Points", FirstRows.of(type, isOrdered, PlotSection.MAX_POINTS))
                .apply(
                    "Text",
                    MapElements.into(TypeDescriptors.strings()).via(block -> text(block, wanted)));
    return text.apply("Write", WriteText.to(file));
  }

  private static Histogram merge(Iterable<Histogram> parts) {
    Histogram all = new Histogram();
    parts.forEach(all::add);
    return all;
  }

  private static String text(Histogram histogram) {
    ArrayNode points = JSON.createArrayNode();
    histogram
        .bins()
        .forEach(
            bin ->
                points
                    .addObject()
                    .put("x", label(bin.from()) + " – " + label(bin.to()))
                    .put("y", (double) bin.count()));
    return points.toString();
  }

  private static String label(double bound) {
    return Math.abs(bound) < 1e15 && bound == Math.rint(bound)
        ? Long.toString((long) bound)
        : String.format(Locale.ROOT, "%.6g", bound);
  }

  private static String text(RowBlock block, Picture picture) {
    ArrayNode points = JSON.createArrayNode();
    int x = block.type().find(picture.x());
    int y = block.type().find(picture.y());
    for (int row = 0; row < block.rows(); row++) {
      boolean isPoint =
          !block.isMissing(y, row) && (picture.hasLabels() || !block.isMissing(x, row));
      if (isPoint && Double.isFinite(number(block, y, row))) {
        ObjectNode point = points.addObject();
        if (picture.hasLabels()) {
          point.put("x", block.isMissing(x, row) ? "" : block.textAt(x, row));
        } else {
          point.put("x", number(block, x, row));
        }
        point.put("y", number(block, y, row));
      }
    }
    return points.toString();
  }

  private static double number(RowBlock block, int column, int row) {
    return ((Number) block.valueAt(column, row)).doubleValue();
  }

  /** What the page shows of what was written, for a result of so many rows. */
  static PlotSection section(Picture picture, JsonNode written, long rows) {
    boolean isHistogram = picture.kind() == Kind.HIST;
    List<String> labels = new ArrayList<>();
    List<List<Double>> points = new ArrayList<>();
    for (JsonNode point : written) {
      double x = picture.hasLabels() || isHistogram ? points.size() : point.get("x").doubleValue();
      if (picture.hasLabels() || isHistogram) {
        labels.add(point.get("x").textValue());
      }
      points.add(List.of(x, point.get("y").doubleValue()));
    }
    String note =
        isHistogram
            ? String.format(
                Locale.ROOT, "How many of the %,d rows have which %s.", rows, picture.x())
            : rows > PlotSection.MAX_POINTS
                ? String.format(Locale.ROOT, "The first %,d of %,d rows.", points.size(), rows)
                : String.format(
                    Locale.ROOT, "%,d of %,d rows, those with both values.", points.size(), rows);
    return new PlotSection(
        picture.kind(), picture.x(), isHistogram ? "rows" : picture.y(), labels, points, note);
  }

  private static final class BinFn extends DoFn<RowBlock, Histogram> {
    private static final long serialVersionUID = 1;

    private final String column;
    private transient Histogram bins;

    BinFn(String column) {
      this.column = column;
    }

    @StartBundle
    public void start() {
      bins = new Histogram();
    }

    @ProcessElement
    public void add(@Element RowBlock block) {
      int slot = block.type().find(column);
      for (int row = 0; row < block.rows(); row++) {
        if (!block.isMissing(slot, row)) {
          bins.add(number(block, slot, row));
        }
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      context.output(bins, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
    }
  }
}
