package dev.catchment.pipelines.generate;

import dev.catchment.account.Progress;
import dev.catchment.write.WholeFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Writes lines into the files of a world, each file sorted by {@link Line#IN_FILE}, and then the
 * files that name the bad records, whose line numbers only the first step knows.
 *
 * <p>Grouped by file, of which there are a few per day; one part of one file is in memory at a
 * time.
 */
final class WriteFiles
    extends PTransform<PCollection<KV<Integer, List<Line>>>, PCollection<KV<String, Long>>> {
  /** Lines of one file, in any order; a file with no lines at all still gets its header. */
  static final KvCoder<Integer, List<Line>> CODER =
      KvCoder.of(VarIntCoder.of(), ListCoder.of(LineCoder.of()));

  private static final TupleTag<KV<String, Long>> WRITTEN = new TupleTag<>("written") {};
  private static final TupleTag<KV<Integer, List<Line>>> BAD = new TupleTag<>("bad") {};
  private static final KvCoder<String, Long> COUNT_CODER =
      KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of());

  private final WorldSpec spec;
  private final String outputDir;

  private WriteFiles(WorldSpec spec, String outputDir) {
    this.spec = spec;
    this.outputDir = outputDir;
  }

  static WriteFiles of(WorldSpec spec, String outputDir) {
    return new WriteFiles(spec, outputDir);
  }

  @Override
  public PCollection<KV<String, Long>> expand(PCollection<KV<Integer, List<Line>>> lines) {
    PCollectionTuple records = write("Records", lines);
    PCollectionTuple badRecords = write("BadRecords", records.get(BAD));
    return PCollectionList.of(records.get(WRITTEN))
        .and(badRecords.get(WRITTEN))
        .apply("Written", Flatten.pCollections());
  }

  private PCollectionTuple write(String name, PCollection<KV<Integer, List<Line>>> lines) {
    PCollectionTuple written =
        lines
            .apply("Group" + name, GroupByKey.create())
            .apply(
                "Write" + name,
                ParDo.of(new WriteFile(new Layout(spec), outputDir))
                    .withOutputTags(WRITTEN, TupleTagList.of(BAD)));
    written.get(WRITTEN).setCoder(COUNT_CODER);
    written.get(BAD).setCoder(CODER);
    return written;
  }

  private static final class WriteFile
      extends DoFn<KV<Integer, Iterable<List<Line>>>, KV<String, Long>> {
    private final Layout layout;
    private final String outputDir;

    WriteFile(Layout layout, String outputDir) {
      this.layout = layout;
      this.outputDir = outputDir;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<List<Line>>> element, MultiOutputReceiver out)
        throws IOException {
      int file = element.getKey();
      List<Line> lines = new ArrayList<>();
      element.getValue().forEach(lines::addAll);
      lines.sort(Line.IN_FILE);
      String path = layout.path(file);
      String header = layout.kind(file).header();
      String separator = outputDir.endsWith("/") ? "" : "/";
      WholeFile.write(
          outputDir + separator + path,
          MimeTypes.BINARY,
          channel -> {
            try (OutputStream stream = open(channel, path.endsWith(".gz"))) {
              if (header != null) {
                stream.write(header.getBytes(StandardCharsets.UTF_8));
                stream.write('\n');
              }
              for (Line line : lines) {
                stream.write(line.bytes());
                stream.write('\n');
              }
            }
          });
      long number = header == null ? 0 : 1;
      List<Line> bad = new ArrayList<>();
      for (Line line : lines) {
        number++;
        if (line.reason() != null) {
          bad.add(badRecord(file, path, number, line.reason()));
        }
      }
      if (!bad.isEmpty()) {
        out.get(BAD).output(KV.of(layout.badRecordsOf(file), bad));
      }
      Progress.add(Progress.WRITTEN, lines.size());
      out.get(WRITTEN).output(KV.of(path, (long) lines.size()));
    }

    private static Line badRecord(int file, String path, long number, String reason) {
      String row = CsvLine.line(path, String.valueOf(number), reason, Defect.outcome(reason));
      byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
      return new Line(file, number, 0, null, bytes);
    }

    private static OutputStream open(WritableByteChannel channel, boolean isCompressed)
        throws IOException {
      OutputStream out = Channels.newOutputStream(channel);
      return new BufferedOutputStream(isCompressed ? new GZIPOutputStream(out) : out);
    }
  }
}
