package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Event;
import dev.catchment.model.Session;
import dev.catchment.model.SessionCoder;
import dev.catchment.shuffle.ShardedCombine;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the {@link Session}s of each person in each channel: an event that comes the gap or more
 * after the one before it starts a new one. They do not depend on the order or bundling of the
 * events.
 *
 * <p>Memory is that of {@link ShardedCombine}: of each person and channel their ids and 24 bytes a
 * session.
 */
public final class FindSessions
    extends PTransform<PCollection<KV<String, Event>>, PCollection<Session>> {
  private static final long serialVersionUID = 1;

  private final long gap;

  private FindSessions(long gap) {
    this.gap = gap;
  }

  /** Finds sessions that a pause of so long ends, which is longer than nothing. */
  public static FindSessions withGap(Duration pause) {
    checkArgument(pause.toMillis() > 0, "a gap of %s is none", pause);
    return new FindSessions(pause.toMillis());
  }

  @Override
  public PCollection<Session> expand(PCollection<KV<String, Event>> events) {
    return events
        .apply("By channel", ParDo.of(new ByChannel()))
        .setCoder(
            KvCoder.of(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()), VarLongCoder.of()))
        .apply("Spans", ShardedCombine.perKey(new SessionSpans(gap)))
        .apply("Number", ParDo.of(new InOrder()))
        .setCoder(SessionCoder.of());
  }

  private static final class ByChannel
      extends DoFn<KV<String, Event>, KV<KV<String, String>, Long>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<String, Event> event, OutputReceiver<KV<KV<String, String>, Long>> times) {
      times.output(
          KV.of(KV.of(event.getKey(), event.getValue().channel()), event.getValue().timestamp()));
    }
  }

  private static final class InOrder extends DoFn<KV<KV<String, String>, List<Long>>, Session> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<KV<String, String>, List<Long>> found, OutputReceiver<Session> sessions) {
      List<Long> spans = found.getValue();
      for (int at = 0; at < spans.size(); at += SessionSpans.WIDTH) {
        sessions.output(
            new Session(
                found.getKey().getKey(),
                found.getKey().getValue(),
                1 + at / SessionSpans.WIDTH,
                spans.get(at),
                spans.get(at + 1),
                spans.get(at + 2)));
      }
    }
  }
}
