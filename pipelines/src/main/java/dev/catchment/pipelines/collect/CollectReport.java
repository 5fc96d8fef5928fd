package dev.catchment.pipelines.collect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.report.ChannelDay;
import dev.catchment.pipelines.report.ExpectationRow;
import dev.catchment.pipelines.report.Funnel;
import dev.catchment.pipelines.report.FunnelRow;
import dev.catchment.pipelines.report.NamedCount;
import dev.catchment.pipelines.report.RejectedReason;
import dev.catchment.pipelines.report.Report;
import dev.catchment.read.InputException;
import dev.catchment.read.InputFiles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds to a report what the collect job has to show. */
public final class CollectReport {
  private CollectReport() {}

  /**
   * The report with the funnel, the rejected records, the expectations and the channels.
   *
   * @param rejected the directory of rejected records
   */
  public static Report add(Report report, CollectSummary summary, String rejected) {
    return report
        .withFunnel(funnel(summary))
        .withRejected(rejected(rejected))
        .withExpectations(summary.expectations().stream().map(CollectReport::row).toList())
        .withChannels(channels(summary));
  }

  private static Funnel funnel(CollectSummary summary) {
    FunnelRow total =
        new FunnelRow(
            "all sources",
            summary.read(),
            summary.withheld(),
            summary.filtered(),
            summary.rejected(),
            summary.duplicate());
    List<FunnelRow> sources = new ArrayList<>();
    summary
        .readBySource()
        .forEach(
            (source, read) ->
                sources.add(
                    new FunnelRow(
                        source,
                        read,
                        summary.withheldBySource().getOrDefault(source, 0L),
                        summary.filteredBySource().getOrDefault(source, 0L),
                        summary.rejectedBySource().getOrDefault(source, 0L),
                        summary.duplicateBySource().getOrDefault(source, 0L))));
    List<NamedCount> rules = new ArrayList<>();
    summary.filteredByRule().forEach((rule, count) -> rules.add(new NamedCount(rule, count)));
    return new Funnel(total, sources, rules);
  }

  private static ExpectationRow row(ExpectationResult result) {
    return new ExpectationRow(
        result.source(),
        result.name(),
        result.field() == null ? "" : result.field(),
        result.check(),
        result.observed(),
        result.share() == null ? Double.NaN : result.share(),
        result.mostly() == null ? Double.NaN : result.mostly(),
        result.required(),
        result.passed(),
        result.example() == null
            ? ""
            : result.example().substring(1 + result.example().lastIndexOf('/')));
  }

  private static List<ChannelDay> channels(CollectSummary summary) {
    List<ChannelDay> channels = new ArrayList<>();
    summary
        .acceptedByChannelAndDay()
        .forEach(
            (channel, days) ->
                days.forEach(
                    (day, count) ->
                        channels.add(new ChannelDay(LocalDate.parse(day), channel, count))));
    return channels;
  }

  private static List<RejectedReason> rejected(String directory) {
    SortedMap<String, RejectedReason> reasons = new TreeMap<>();
    List<String> files;
    try {
      files = InputFiles.match(List.of(directory + "/*.jsonl"));
    } catch (InputException e) {
      return List.of();
    }
    for (String file : files) {
      JsonFile.lines(file)
          .forEach(
              record -> {
                RejectedReason one = reason(record);
                reasons.merge(one.source() + "/" + one.reason(), one, CollectReport::together);
              });
    }
    return List.copyOf(reasons.values());
  }

  private static RejectedReason reason(JsonNode record) {
    String file = record.path("file").asText();
    String name = file.substring(file.lastIndexOf('/') + 1);
    return new RejectedReason(
        record.path("source").asText(),
        record.path("reason").asText(),
        1,
        name + ":" + record.path("line").asLong());
  }

  private static RejectedReason together(RejectedReason left, RejectedReason right) {
    return new RejectedReason(
        left.source(), left.reason(), left.count() + right.count(), left.example());
  }
}
