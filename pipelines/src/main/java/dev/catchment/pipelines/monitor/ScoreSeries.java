package dev.catchment.pipelines.monitor;

import dev.catchment.account.Progress;
import dev.catchment.detect.Detector;
import dev.catchment.detect.Verdict;
import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.read.FirstRecords;
import dev.catchment.write.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Judges the rows of files, each file by itself and in its order, and writes them with their
 * scores; holds the rows of one file. Gives the names of files written, counts by {@code
 * name/what}, and the rows that are no values.
 *
 * @param <StateT> what the detector remembers
 */
final class ScoreSeries<StateT> extends DoFn<KV<String, String>, String> {
  private static final long serialVersionUID = 1;

  static final TupleTag<String> WRITTEN = new TupleTag<>("written") {};
  static final TupleTag<KV<String, Long>> TALLIES = new TupleTag<>("tallies") {};
  static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};
  static final StringUtf8Coder CODER = StringUtf8Coder.of();

  private static final String STAGE = "detect";
  private static final String HEADER = "timestamp,value,anomaly_score,alert\n";

  private final Detector<StateT> detector;
  private final List<String> columns;
  private final String folder;
  private final String pictures;
  private final boolean isBacktest;
  private final long time;

  /**
   * A step.
   *
   * @param detector what judges
   * @param columns the columns of time and value
   * @param folder where the files go
   * @param pictures where a small picture of each goes
   * @param isBacktest whether none is written
   * @param time when the job started, for the rejected rows
   */
  ScoreSeries(
      Detector<StateT> detector,
      List<String> columns,
      String folder,
      String pictures,
      boolean isBacktest,
      long time) {
    this.detector = detector;
    this.columns = columns;
    this.folder = folder;
    this.pictures = pictures;
    this.isBacktest = isBacktest;
    this.time = time;
  }

  @ProcessElement
  public void process(@Element KV<String, String> file, MultiOutputReceiver out)
      throws IOException {
    FirstRecords read =
        FirstRecords.of(
            SeriesFile.SOURCE,
            List.of(file.getKey()),
            SeriesFile.FORMAT,
            columns,
            Integer.MAX_VALUE);
    read.rejected().forEach(rejected -> out.get(REJECTED).output(rejected));
    SeriesTally tally = new SeriesTally(read.rejected().size());
    SeriesPicture picture = new SeriesPicture(read.records().size());
    if (isBacktest) {
      judge(read.records(), tally, picture, Writer.nullWriter(), out);
    } else {
      String path = folder + "/" + file.getValue();
      WholeFile.write(
          path,
          MimeTypes.TEXT,
          channel -> {
            try (Writer writer =
                new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
              judge(read.records(), tally, picture, writer, out);
            }
          });
      out.get(WRITTEN).output(file.getValue());
    }
    picture.write(pictures, file.getValue());
    for (Map.Entry<String, Long> count : tally.counts().entrySet()) {
      out.get(TALLIES)
          .output(KV.of(SeriesTally.key(file.getValue(), count.getKey()), count.getValue()));
    }
    Progress.add(Progress.READ, read.records().size() + read.rejected().size());
  }

  private void judge(
      List<RawRecord> rows,
      SeriesTally tally,
      SeriesPicture picture,
      Writer writer,
      MultiOutputReceiver out)
      throws IOException {
    writer.write(HEADER);
    StateT state = detector.create();
    Stamps stamps = new Stamps();
    double[] values = new double[1];
    for (RawRecord row : rows) {
      String stamp = row.column(0) == null ? "" : row.column(0);
      OptionalLong time = stamps.read(stamp);
      values[0] = number(row.column(1));
      if (time.isEmpty() || Double.isNaN(values[0])) {
        tally.reject();
        out.get(REJECTED).output(rejected(row, time.isEmpty()));
        continue;
      }
      Verdict verdict = detector.take(state, time.getAsLong(), values);
      tally.judge(time.getAsLong(), verdict.alert());
      picture.add(time.getAsLong(), values[0], verdict.alert());
      writer.write(cell(stamp));
      writer.write(',');
      writer.write(cell(row.column(1).strip()));
      writer.write(',');
      writer.write(Double.toString(verdict.score()));
      writer.write(verdict.alert() ? ",1\n" : ",0\n");
    }
  }

  private Rejected rejected(RawRecord row, boolean isTime) {
    return new Rejected(
        STAGE,
        isTime ? "invalid_time" : "invalid_number",
        isTime
            ? "the text is no time as the first one of the file is"
            : "the text is no finite number",
        columns.get(isTime ? 0 : 1),
        SeriesFile.SOURCE,
        row.position(),
        null,
        time,
        1);
  }

  private static double number(String text) {
    try {
      double number = text == null ? Double.NaN : Double.parseDouble(text);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String cell(String text) {
    return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
