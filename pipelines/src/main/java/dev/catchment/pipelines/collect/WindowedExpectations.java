package dev.catchment.pipelines.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchment.expect.Expectation;
import dev.catchment.expect.Measure;
import dev.catchment.expect.MeasureExpectations;
import dev.catchment.model.Event;
import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.pipelines.plan.ExpectationPlan;
import dev.catchment.rules.EventFields;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Says of each window of event time how the expectations were met: a message for each that looked
 * at an event of the window, and again, corrected, when an event comes up to one window late.
 */
final class WindowedExpectations extends PTransform<PCollection<Event>, PCollection<Outgoing>> {
  private static final long serialVersionUID = 1;

  private final ExpectationPlan plan;
  private final EventFields fields;
  private final Duration span;

  WindowedExpectations(ExpectationPlan plan, EventFields fields, Duration span) {
    this.plan = plan;
    this.fields = fields;
    this.span = span;
  }

  @Override
  public PCollection<Outgoing> expand(PCollection<Event> events) {
    return events
        .apply(
            "Windows",
            Window.<Event>into(FixedWindows.of(span))
                .triggering(
                    AfterWatermark.pastEndOfWindow()
                        .withLateFirings(AfterPane.elementCountAtLeast(1)))
                .withAllowedLateness(span)
                .accumulatingFiredPanes())
        .apply("Measure", MeasureExpectations.of(plan.expectations(), fields))
        .apply("Judge", ParDo.of(new JudgeFn(plan.expectations())))
        .setCoder(OutgoingCoder.of());
  }

  private static final class JudgeFn extends DoFn<KV<String, Measure>, Outgoing> {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Expectation> expectations;

    JudgeFn(List<Expectation> expectations) {
      this.expectations = expectations;
    }

    @ProcessElement
    public void judge(
        @Element KV<String, Measure> measured,
        IntervalWindow window,
        OutputReceiver<Outgoing> messages) {
      for (Expectation expectation : expectations) {
        if (expectation.key().equals(measured.getKey())) {
          ObjectNode message = JSON.createObjectNode();
          message.put("window_start", window.start().toString());
          message.put("window_end", window.end().toString());
          message.setAll(
              JSON.<ObjectNode>valueToTree(
                  ExpectationResult.of(
                      expectation,
                      measured.getValue(),
                      java.time.Instant.ofEpochMilli(window.end().getMillis()))));
          messages.output(
              new Outgoing(measured.getKey(), text(message), window.maxTimestamp().getMillis()));
        }
      }
    }

    private static String text(ObjectNode message) {
      try {
        return JSON.writeValueAsString(message);
      } catch (JsonProcessingException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
