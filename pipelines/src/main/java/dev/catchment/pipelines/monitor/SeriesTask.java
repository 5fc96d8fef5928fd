package dev.catchment.pipelines.monitor;

import dev.catchment.detect.Detector;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Finish;
import dev.catchment.pipelines.InputSize;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.MemoryPart;
import dev.catchment.pipelines.Outputs;
import dev.catchment.pipelines.Staging;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import dev.catchment.pipelines.report.SeriesRow;
import dev.catchment.write.TallyFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToLongFunction;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Files of series that can be judged.
 *
 * @param options the job's options
 * @param files the files
 * @param detector what judges them
 * @param start when the job started
 */
record SeriesTask(
    MonitorOptions options, List<SeriesFile> files, Detector<?> detector, Instant start)
    implements Task {
  static final String REJECTED = "rejected";
  static final String REPORT = "report.html";
  static final String SUMMARY = "summary.json";
  static final String TALLIES = "tallies";

  private static final String PICTURES = "pictures";
  private static final int TOLD = 20;

  @Override
  public Map<String, List<String>> inputs() {
    return Map.of("series", files.stream().map(SeriesFile::file).toList());
  }

  @Override
  public Outputs outputs() {
    List<String> names = new ArrayList<>();
    if (!options.getBacktest()) {
      files.stream().map(SeriesFile::top).distinct().forEach(names::add);
    }
    names.addAll(List.of(REJECTED, REPORT, SUMMARY));
    return new Outputs(options.getOutput(), names, options.getOverwrite());
  }

  @Override
  public List<MemoryPart> memory(InputSize size) {
    return List.of(new MemoryPart("rows of one file for each worker", size.text()));
  }

  @Override
  public PCollectionList<String> build(Pipeline pipeline, Staging staging) {
    ScoreSeries<?> score =
        new ScoreSeries<>(
            detector,
            List.of(options.getTimestamp(), options.getValue()),
            staging.path(""),
            staging.path(PICTURES),
            options.getBacktest(),
            start.toEpochMilli());
    return SeriesPipeline.build(pipeline, files, score, staging);
  }

  @Override
  public Finish finish() {
    List<String> names = files.stream().map(SeriesFile::name).toList();
    String kind = options.getDetector();
    return (staging, run) -> summarise(names, kind, staging, run);
  }

  private static void summarise(List<String> names, String detector, Staging staging, Run run) {
    SortedMap<String, Long> tallies = TallyFile.read(staging.path(TALLIES));
    List<SeriesSummary.Series> series =
        names.stream().map(name -> SeriesSummary.Series.of(name, tallies)).toList();
    long judged = total(series, SeriesSummary.Series::judged);
    long rejected = total(series, SeriesSummary.Series::rejected);
    SeriesSummary summary =
        new SeriesSummary(
            "monitor",
            run.time().toString(),
            run.seconds(),
            detector,
            judged + rejected,
            judged,
            rejected,
            total(series, SeriesSummary.Series::alerts),
            total(series, SeriesSummary.Series::episodes),
            series);
    JsonFile.writeText(
        staging.path(REPORT),
        Report.of("Series and their alerts", run)
            .withSeries(series.stream().map(SeriesTask::row).toList())
            .withCurves(List.of(SeriesCharts.of(series, staging.path(PICTURES))))
            .html());
    JsonFile.write(staging.path(SUMMARY), summary);
  }

  private static long total(
      List<SeriesSummary.Series> series, ToLongFunction<SeriesSummary.Series> count) {
    return series.stream().mapToLong(count).sum();
  }

  private static SeriesRow row(SeriesSummary.Series series) {
    return new SeriesRow(
        series.name(),
        series.judged(),
        series.rejected(),
        series.episodes(),
        series.episodesPerDay(),
        series.firstAlert(),
        series.lastAlert());
  }

  @Override
  public ExitStatus report(Console console) {
    SeriesSummary summary = SeriesSummary.read(outputs().path(SUMMARY));
    List<SeriesSummary.Series> loud =
        summary.series().stream().filter(series -> series.alerts() > 0).toList();
    for (SeriesSummary.Series series : loud.subList(0, Math.min(TOLD, loud.size()))) {
      console.result(
          "%,6d alerts in %,d episodes of %s (%s a day), from %s to %s",
          series.alerts(),
          series.episodes(),
          series.name(),
          series.episodesPerDay(),
          series.firstAlert(),
          series.lastAlert());
    }
    if (loud.size() > TOLD) {
      console.result("%,d more series with alerts are in %s", loud.size() - TOLD, SUMMARY);
    }
    long unsorted = total(summary.series(), SeriesSummary.Series::unsorted);
    if (unsorted > 0) {
      console.note(
          "monitor: %,d rows are earlier than one before them; rows are judged in the order of the file",
          unsorted);
    }
    console.result(
        "%,d alerts in %,d episodes among %,d rows of %,d series; %,d rows are rejected (%.1f s)",
        summary.alerts(),
        summary.episodes(),
        summary.judged(),
        summary.series().size(),
        summary.rejected(),
        summary.seconds());
    return ExitStatus.DONE;
  }
}
