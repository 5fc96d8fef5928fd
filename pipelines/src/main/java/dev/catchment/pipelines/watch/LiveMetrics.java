package dev.catchment.pipelines.watch;

import dev.catchment.account.Latency;
import dev.catchment.account.Outcome;
import dev.catchment.account.Progress;
import dev.catchment.pipelines.Version;
import dev.catchment.pipelines.observe.OpenMetrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.util.ReleaseInfo;

/** The metrics of a live job at one moment, as text; the names are in docs/observability.md. */
final class LiveMetrics {
  private static final int MILLIS = 3;

  private final OpenMetrics metrics = new OpenMetrics();
  private final String job;

  private LiveMetrics(String job) {
    this.job = job;
  }

  /**
   * The text.
   *
   * @param counts since the start
   * @param lags the messages that are not read yet, by partition
   */
  static String text(
      String job,
      String runner,
      LivePoint point,
      Map<String, Long> counts,
      Map<String, Long> lags) {
    LiveMetrics live = new LiveMetrics(job);
    live.addBuild(runner);
    live.addRecords(point, counts);
    live.addTimes(point, lags);
    live.addLatency(point, Latency.of(counts));
    live.addAlerts(point, counts);
    return live.metrics.text();
  }

  private void addBuild(String runner) {
    metrics
        .gauge("catchment_build_info", "", "Always 1, with what runs as labels.")
        .add(
            1,
            "job_name",
            job,
            "version",
            Version.TEXT,
            "beam_version",
            ReleaseInfo.getReleaseInfo().getSdkVersion(),
            "runner",
            runner);
  }

  private void addRecords(LivePoint point, Map<String, Long> counts) {
    counter("catchment_live_read_records", "Records that the job has read.", point.events());
    OpenMetrics.Family outcomes =
        metrics.counter(
            "catchment_live_records",
            "records",
            "Records by what became of them, as counted on the way.");
    for (Outcome outcome : EnumSet.complementOf(EnumSet.of(Outcome.READ))) {
      String name = outcome.summaryName();
      outcomes.add(counts.getOrDefault(name, 0L), "job_name", job, "outcome", name);
    }
    counter(
        "catchment_live_late_records",
        "Records that came too late and were left out of what they belong to.",
        point.late());
    counter(
        "catchment_live_future_records",
        "Records that are too far ahead of their time and were left out of what they belong to.",
        point.future());
    counter(
        "catchment_live_keyless_records",
        "Records that lack the key of what they belong to and were left out of it.",
        point.keyless());
    gauge(
        "catchment_live_events_per_second",
        "",
        "Records read per second, of the last 10 seconds.",
        point.perSecond());
    gauge(
        "catchment_live_rejected_ratio",
        "ratio",
        "Share of the records read in the last 10 seconds that was rejected.",
        point.rejectedShare());
  }

  private void addTimes(LivePoint point, Map<String, Long> lags) {
    OpenMetrics.Family lag =
        metrics.gauge(
            "catchment_live_lag_records",
            "records",
            "Messages of a partition that are not read yet.");
    lags.forEach((partition, left) -> lag.add(left, "job_name", job, "partition", partition));
    gauge(
        "catchment_live_watermark_delay_seconds",
        "seconds",
        "How far the event time that all steps have passed is behind the present.",
        point.behind());
  }

  private void addLatency(LivePoint point, Latency latency) {
    OpenMetrics.Family recent =
        metrics.gauge(
            "catchment_live_recent_latency_seconds",
            "seconds",
            "Time from the event that caused an output to the output, by quantile, of the last minute.");
    if (point.p50() != null && point.p99() != null) {
      recent.add(rounded(point.p50()), "job_name", job, "quantile", "0.5");
      recent.add(rounded(point.p99()), "job_name", job, "quantile", "0.99");
    }
    List<BigDecimal> bounds =
        Arrays.stream(Latency.boundsMillis())
            .mapToObj(bound -> BigDecimal.valueOf(bound, MILLIS).stripTrailingZeros())
            .toList();
    metrics
        .histogram(
            "catchment_live_latency_seconds",
            "seconds",
            "Time from the event that caused an output to the output.")
        .addBuckets(
            bounds,
            latency.counts(),
            BigDecimal.valueOf(latency.sumMillis(), MILLIS),
            "job_name",
            job);
  }

  private void addAlerts(LivePoint point, Map<String, Long> counts) {
    OpenMetrics.Family alerts =
        metrics.counter("catchment_live_alerts", "", "Alerts that began, and that ended.");
    for (String name : List.of(Progress.OPENED, Progress.RESOLVED)) {
      alerts.add(counts.getOrDefault(name, 0L), "job_name", job, "status", name);
    }
    metrics
        .gauge("catchment_live_alerts_open", "", "Alerts that have begun and not ended.")
        .add(point.open(), "job_name", job);
  }

  private void counter(String name, String help, long value) {
    metrics.counter(name, "records", help).add(value, "job_name", job);
  }

  private void gauge(String name, String unit, String help, Double value) {
    OpenMetrics.Family family = metrics.gauge(name, unit, help);
    if (value != null) {
      family.add(rounded(value), "job_name", job);
    }
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(MILLIS, RoundingMode.HALF_UP);
  }
}
