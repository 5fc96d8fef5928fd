package dev.catchment.pipelines.monitor;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import org.junit.Rule;
import org.junit.Test;

/** A mistake in section {@code monitors} is named with its place and the way out. */
public class BadMonitorTest {
  private static final String MONITORS =
      """
      monitors:
        shop:
          key: identifiers.customer
          window: {sliding: 1h, every: 5m}
          metrics:
            orders: {count: events}
            amount: {sum: properties.amount}
            mean: {cel: amount / orders}
          alerts:
            high: {detector: threshold, metric: mean, settings: {above: 10}}
      """;

  @Rule public final Workspace work = new Workspace();

  private void refused(String right, String wrong, String... words) {
    String monitors = MONITORS.replace(right, wrong);
    work.write("catchment.yaml", Workspace.CONFIG + monitors);
    work.run("monitor", "--config={w}/catchment.yaml", "--alerts={w}/alerts")
        .expect(ExitStatus.USAGE)
        .complains(words);
  }

  @Test
  public void noMonitors() {
    refused(MONITORS, "", "section monitors is missing");
  }

  @Test
  public void keysAndFields() {
    refused(
        "key:", "kei:", "catchment.yaml:12: monitors.shop.kei: unknown key kei; did you mean key?");
    refused(
        "identifiers.customer",
        "identifiers.custmer",
        "catchment.yaml:12: monitors.shop.key: there is no field identifiers.custmer; did you mean"
            + " identifiers.customer?");
    refused(
        "properties.amount",
        "properties.amonut",
        "catchment.yaml:16: monitors.shop.metrics.amount: there is no field properties.amonut; did"
            + " you mean properties.amount?");
    refused(
        "properties.amount",
        "channel",
        "monitors.shop.metrics.amount: metric amount looks at field channel, which is of type"
            + " STRING and must be a number");
    refused("amount / orders", "amout / orders", "monitors.shop.metrics.mean", "amount");
    refused(
        "    window:",
        "    sources: [order]\n    window:",
        "monitors.shop.sources.0: there is no source order; did you mean orders?");
  }

  @Test
  public void windowsAndOperators() {
    refused(
        "every: 5m",
        "every: 7m",
        "catchment.yaml:13: monitors.shop.window.sliding: 1h is no multiple of every, 7m");
    refused(
        ", every: 5m", "", "monitors.shop.window: every belongs to sliding, and sliding needs it");
    refused("sliding: 1h", "tumbling: 0s", "monitors.shop.window.tumbling: 0s is no time at all");
    refused(
        "sliding: 1h, every",
        "tumbling: 1h, session",
        "needs exactly one kind of window of tumbling, sliding, session, and has tumbling,"
            + " session");
    refused("5m", "5 minutes", "is not of the form");
    refused(
        "{count: events}",
        "{}",
        "monitors.shop.metrics.orders: needs exactly one operator of count, rate",
        "and has none");
    refused(
        "{count: events}",
        "{quantile: properties.amount}",
        "at belongs to quantile, and quantile needs it");
  }

  @Test
  public void alerts() {
    refused(
        "metric: mean",
        "metric: maen",
        "catchment.yaml:19: monitors.shop.alerts.high.metric: there is no metric maen; did you mean"
            + " mean?");
    refused(
        "detector: threshold",
        "detector: treshold",
        "monitors.shop.alerts.high.detector: there is no detector treshold; did you mean"
            + " threshold?");
    refused(
        "above: 10",
        "abvoe: 10",
        "monitors.shop.alerts.high.settings.abvoe",
        "did you mean above?");
    refused("above: 10", "above: ten", "monitors.shop.alerts.high.settings.above", "no number");
    refused("metric: mean, ", "", "monitors.shop.alerts.high: needs either metric or metrics");
    refused(
        "metric: mean",
        "metrics: [mean, orders]",
        "the detector threshold takes 1 metrics, and 2 are given");
  }
}
