package dev.catchment.write;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.ApproximateQuantiles;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Writes one CSV table in the order of its {@link CsvRow}s, as parts in the folder {@code
 * PATH.parts} that {@link OutputDirectory#publish} puts together.
 *
 * <p>The range of the rows is cut into parts at approximate quantiles; where the cuts fall does not
 * show in the table. A worker holds one part in memory, of about 1/{@link #withParts} of the rows.
 */
public final class WriteCsv extends PTransform<PCollection<CsvRow>, WriteFilesResult<String>> {
  private static final long serialVersionUID = 1;

  /** What follows the name of a table in the name of the folder of its parts. */
  static final String PARTS = ".parts";

  private final String path;
  private final List<String> header;
  private final int parts;

  private WriteCsv(String path, List<String> header, int parts) {
    this.path = path;
    this.header = List.copyOf(header);
    this.parts = parts;
  }

  /** Writes the table of this path, which {@link OutputDirectory#staging} gave. */
  public static WriteCsv to(String path) {
    return new WriteCsv(path, List.of(), 16);
  }

  /** The first line of the table. */
  public WriteCsv withHeader(List<String> names) {
    return new WriteCsv(path, names, parts);
  }

  /** The greatest number of parts, at least 1; the default is 16. */
  public WriteCsv withParts(int number) {
    checkArgument(number >= 1, "parts is %s, not at least 1", number);
    return new WriteCsv(path, header, number);
  }

  @Override
  public WriteFilesResult<String> expand(PCollection<CsvRow> input) {
    KvCoder<Integer, CsvRow> coder = KvCoder.of(VarIntCoder.of(), CsvRowCoder.of());
    PCollectionView<List<CsvRow>> cuts =
        input
            .apply(
                "Places",
                MapElements.into(TypeDescriptor.of(CsvRow.class)).via(CsvRow::withoutCells))
            .setCoder(CsvRowCoder.of())
            .apply("Cuts", ApproximateQuantiles.globally(parts + 1))
            .apply("View", View.asSingleton());
    PCollection<KV<Integer, CsvRow>> rows =
        input.apply("Part", ParDo.of(new PartFn(cuts)).withSideInput("cuts", cuts)).setCoder(coder);
    PCollection<KV<Integer, CsvRow>> first =
        input
            .getPipeline()
            .apply("Header", Create.of(KV.of(0, new CsvRow("", 0, header))).withCoder(coder));
    return PCollectionList.of(first)
        .and(rows)
        .apply("WithHeader", Flatten.pCollections())
        .setCoder(coder)
        .apply(
            new SortedFiles<>(
                path + PARTS,
                row -> SortedFiles.part(row.getKey()) + ".csv",
                new SortedSink<KV<Integer, CsvRow>, List<String>>(
                    (left, right) -> left.getValue().compareTo(right.getValue()),
                    row -> row.getValue().cells(),
                    new CsvSink())));
  }

  /** Gives every row the number of its part, 1 for the first; 0 is the header's. */
  private static final class PartFn extends DoFn<CsvRow, KV<Integer, CsvRow>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<List<CsvRow>> cuts;

    PartFn(PCollectionView<List<CsvRow>> cuts) {
      this.cuts = cuts;
    }

    @ProcessElement
    public void part(ProcessContext context) {
      List<CsvRow> all = context.sideInput(cuts);
      List<CsvRow> inner = all.subList(1, all.size() - 1);
      int found = Collections.binarySearch(inner, context.element().withoutCells());
      int part = found >= 0 ? found + 1 : -found - 1;
      context.output(KV.of(part + 1, context.element()));
    }
  }
}
