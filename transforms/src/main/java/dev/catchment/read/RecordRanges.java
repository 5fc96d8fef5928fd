package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Finds the files of a source when the job runs, cuts large ones into ranges and spreads these over
 * the workers: small files in portions that are worth a bundle.
 *
 * <p>A file of UTF-8 text that is not compressed is cut every 16 MiB, unless there is a quote below
 * the header of delimited text, since a quoted field may hold the end of a line. Any other file is
 * one range. What is cut is read once for its quotes and line ends, so that records have the
 * numbers of their lines.
 */
public final class RecordRanges extends PTransform<PBegin, PCollection<RecordRange>> {
  private static final long serialVersionUID = 1;
  static final long RANGE_BYTES = 16 << 20;

  private final List<String> globs;
  private final RecordFormat format;
  private final long rangeBytes;
  private final long mostPortionBytes;

  private RecordRanges(
      List<String> globs, RecordFormat format, long rangeBytes, long mostPortionBytes) {
    this.globs = List.copyOf(globs);
    this.format = format;
    this.rangeBytes = rangeBytes;
    this.mostPortionBytes = mostPortionBytes;
  }

  /** The ranges of the files that the patterns match; the job fails when one matches none. */
  public static RecordRanges of(List<String> globs, RecordFormat format) {
    checkArgument(!globs.isEmpty(), "no files are named");
    return new RecordRanges(globs, format, RANGE_BYTES, Portions.LEAST_BYTES);
  }

  /**
   * In portions of up to so many bytes, as long as there are some for each worker: for a step that
   * puts out the less, the more of its records are in one bundle.
   */
  public RecordRanges withPortionsUpTo(long bytes) {
    return new RecordRanges(globs, format, rangeBytes, bytes);
  }

  RecordRanges withRangeBytes(long bytes) {
    return new RecordRanges(globs, format, bytes, mostPortionBytes);
  }

  @Override
  public PCollection<RecordRange> expand(PBegin input) {
    PCollection<RecordRange> pieces =
        input
            .apply("Start", Impulse.create())
            .apply("List", ParDo.of(new ListFn(globs, format, rangeBytes, mostPortionBytes)))
            .setCoder(KvCoder.of(VarIntCoder.of(), RecordRangeCoder.of()))
            .apply("At the beginning", at(TimestampCombiner.EARLIEST))
            .apply("Spread", GroupByKey.create())
            .apply("Unpack", ParDo.of(new Portions.UnpackFn<>()))
            .setCoder(RecordRangeCoder.of())
            .apply("At any time", at(TimestampCombiner.END_OF_WINDOW));
    if (!format.canBeCut()) {
      return pieces;
    }
    PCollectionView<Iterable<KV<RecordRange, Long>>> lines =
        pieces
            .apply("Survey", ParDo.of(new SurveyFn(format)))
            .setCoder(KvCoder.of(RecordRangeCoder.of(), VarLongCoder.of()))
            .apply("View lines", View.asIterable());
    return pieces
        .apply("Cut", ParDo.of(new CutFn(lines)).withSideInputs(lines))
        .setCoder(RecordRangeCoder.of());
  }

  /**
   * Says what timestamp a group has: ranges that had the end of all time would put the events that
   * are read from them behind the watermark.
   */
  private static <T> Window<T> at(TimestampCombiner combiner) {
    return Window.<T>configure().withTimestampCombiner(combiner);
  }

  /** Emits the ranges of all files as if none had quotes, with the number of their portion. */
  private static final class ListFn extends DoFn<byte[], KV<Integer, RecordRange>> {
    private static final long serialVersionUID = 1;

    private final List<String> globs;
    private final RecordFormat format;
    private final long rangeBytes;
    private final long mostPortionBytes;

    ListFn(List<String> globs, RecordFormat format, long rangeBytes, long mostPortionBytes) {
      this.globs = globs;
      this.format = format;
      this.rangeBytes = rangeBytes;
      this.mostPortionBytes = mostPortionBytes;
    }

    @ProcessElement
    public void list(OutputReceiver<KV<Integer, RecordRange>> ranges) {
      Map<String, Long> files = InputFiles.matchSizes(globs);
      long total = files.values().stream().mapToLong(Long::longValue).sum();
      Portions portions = Portions.of(total, mostPortionBytes);
      int number = 0;
      for (Map.Entry<String, Long> file : files.entrySet()) {
        boolean isCut = file.getValue() > rangeBytes && canBeCut(file.getKey());
        long length = isCut ? rangeBytes : Long.MAX_VALUE;
        long begin = 0;
        do {
          boolean isLast = file.getValue() - begin <= length;
          long end = isLast ? Long.MAX_VALUE : begin + length;
          ranges.output(
              KV.of(
                  portions.next(Math.min(end, file.getValue()) - begin),
                  new RecordRange(number++, file.getKey(), begin, end, 0)));
          begin = end;
        } while (begin < file.getValue());
      }
    }

    private boolean canBeCut(String file) {
      return format.canBeCut() && Compression.detect(file) == Compression.UNCOMPRESSED;
    }
  }

  /** Emits the number of line ends of a range that is not a whole file; -1 where it has quotes. */
  private static final class SurveyFn extends DoFn<RecordRange, KV<RecordRange, Long>> {
    private static final long serialVersionUID = 1;

    private final RecordFormat format;

    SurveyFn(RecordFormat format) {
      this.format = format;
    }

    @ProcessElement
    public void survey(@Element RecordRange range, OutputReceiver<KV<RecordRange, Long>> surveys)
        throws IOException {
      if (!range.isWholeFile()) {
        surveys.output(KV.of(range, Survey.lineEnds(range, format)));
      }
    }
  }

  /** Emits a file with quotes as one range, the ranges of the others with their lines. */
  private static final class CutFn extends DoFn<RecordRange, RecordRange> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Iterable<KV<RecordRange, Long>>> view;
    private transient Map<String, TreeMap<Long, Long>> lines;

    CutFn(PCollectionView<Iterable<KV<RecordRange, Long>>> view) {
      this.view = view;
    }

    @StartBundle
    public void start() {
      lines = null;
    }

    @ProcessElement
    public void cut(ProcessContext context) {
      RecordRange range = context.element();
      if (range.isWholeFile()) {
        context.output(range);
        return;
      }
      if (lines == null) {
        lines = new HashMap<>();
        context
            .sideInput(view)
            .forEach(
                survey ->
                    lines
                        .computeIfAbsent(survey.getKey().file(), unused -> new TreeMap<>())
                        .put(survey.getKey().begin(), survey.getValue()));
      }
      TreeMap<Long, Long> file = lines.get(range.file());
      if (file.containsValue(Survey.QUOTED)) {
        if (range.begin() == 0) {
          context.output(RecordRange.ofFile(range.number(), range.file()));
        }
      } else {
        long before =
            file.headMap(range.begin()).values().stream().mapToLong(Long::longValue).sum();
        context.output(
            new RecordRange(range.number(), range.file(), range.begin(), range.end(), before));
      }
    }
  }
}
