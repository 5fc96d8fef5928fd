package dev.catchment.pipelines.monitor;

import dev.catchment.measure.SeriesSpec;
import dev.catchment.model.Alert;
import dev.catchment.model.Measured;
import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.SeriesKey;
import dev.catchment.store.AlertJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Turns alerts and the values of metrics into messages of JSON, in order for each series. */
final class AlertMessages {
  private static final OutgoingCoder CODER = OutgoingCoder.of();

  private AlertMessages() {}

  /** A message for each word on an alert; its cause is the end of the window. */
  static PTransform<PCollection<Alert>, PCollection<Outgoing>> ofAlerts() {
    return PTransform.compose(
        alerts -> alerts.apply("Write JSON", ParDo.of(new AlertFn())).setCoder(CODER));
  }

  /** A message for each window; its cause is the end of it. */
  static PTransform<PCollection<KV<SeriesKey, Measured>>, PCollection<Outgoing>> ofValues(
      List<SeriesSpec> series) {
    return PTransform.compose(
        values -> values.apply("Write JSON", ParDo.of(new ValuesFn(series))).setCoder(CODER));
  }

  private static String key(String monitor, String key) {
    return monitor + "/" + key;
  }

  private static final class AlertFn extends DoFn<Alert, Outgoing> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void write(@Element Alert alert, OutputReceiver<Outgoing> messages) {
      messages.output(
          new Outgoing(
              key(alert.monitor(), alert.key()), AlertJson.write(alert), alert.windowEnd()));
    }
  }

  private static final class ValuesFn extends DoFn<KV<SeriesKey, Measured>, Outgoing> {
    private static final long serialVersionUID = 1;

    private final Map<String, List<String>> metrics;

    ValuesFn(List<SeriesSpec> series) {
      this.metrics =
          series.stream().collect(Collectors.toMap(SeriesSpec::name, SeriesSpec::metricNames));
    }

    @ProcessElement
    public void write(@Element KV<SeriesKey, Measured> window, OutputReceiver<Outgoing> messages) {
      SeriesKey series = window.getKey();
      messages.output(
          new Outgoing(
              key(series.monitor(), series.key()),
              AlertJson.write(series, metrics.get(series.monitor()), window.getValue()),
              window.getValue().end()));
    }
  }
}
