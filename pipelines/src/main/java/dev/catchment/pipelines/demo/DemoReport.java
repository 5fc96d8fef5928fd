package dev.catchment.pipelines.demo;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.Version;
import dev.catchment.pipelines.audience.AudienceSummary;
import dev.catchment.pipelines.cluster.ClusterJob;
import dev.catchment.pipelines.collect.CollectReport;
import dev.catchment.pipelines.collect.CollectSummary;
import dev.catchment.pipelines.profile.ProfileSummary;
import dev.catchment.pipelines.report.AudienceRow;
import dev.catchment.pipelines.report.ClusterSection;
import dev.catchment.pipelines.report.IdentitySection;
import dev.catchment.pipelines.report.NamedCount;
import dev.catchment.pipelines.report.Report;
import dev.catchment.pipelines.report.Run;
import dev.catchment.pipelines.report.Score;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The report of the demo: everything that its jobs have to show, on one page. */
final class DemoReport {
  private DemoReport() {}

  static String html(
      DemoSummary summary,
      Instant start,
      Console console,
      CollectSummary collected,
      ProfileSummary profiled,
      AudienceSummary audiences,
      String rejected,
      String clusters) {
    Run run =
        new Run(
            Version.TEXT, "the generated shop", start, summary.seconds(), console.commandLine());
    Report report =
        Report.of("From raw channels to audiences", run)
            .withIdentities(
                new IdentitySection(
                    counts(profiled.identifiersByNamespace()),
                    profiled.profiles(),
                    profiled.shared(),
                    counts(profiled.peopleByIdentifiers())))
            .withClusters(JsonFile.read(clusters + "/" + ClusterJob.PLOT, ClusterSection.class))
            .withAudiences(rows(audiences))
            .withScore(
                new Score(
                    summary.identityPrecision(),
                    summary.identityRecall(),
                    summary.plantedBad(),
                    summary.plantedBadFound(),
                    summary.clusterAdjustedRand()));
    return CollectReport.add(report, collected, rejected).html();
  }

  private static List<NamedCount> counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> new NamedCount(entry.getKey().replaceFirst("^0", ""), entry.getValue()))
        .toList();
  }

  private static List<AudienceRow> rows(AudienceSummary summary) {
    return summary.audiences().stream()
        .map(
            audience ->
                new AudienceRow(
                    audience.name(),
                    audience.description(),
                    audience.rule(),
                    audience.size(),
                    summary.profiles() == 0 ? 0 : (double) audience.size() / summary.profiles()))
        .toList();
  }
}
