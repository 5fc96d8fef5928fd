package dev.catchment.write.webhook;

import dev.catchment.account.Progress;
import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Position;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import dev.catchment.write.WriteMessages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts messages to a {@link Webhook}, each as the JSON body of one request, at least once; the
 * result is those that were given up.
 *
 * <p>A message waits in state until it has arrived, so that it outlives the worker, and a server
 * that is away holds up nothing else: a step waits for 16 tries one after the other at most, and
 * for none after one that was not answered. Messages of a key arrive in order on runners whose bags
 * keep theirs (Direct, Flink), but for those after one that was given up. What is tried again, and
 * how it is signed and named, says {@code docs/streaming.md}.
 *
 * <p>State: {@code capacity} messages in each of {@code shards} keys; what finds no place is given
 * up at once. When the input ends, what waits is tried a few times more and then given up.
 */
public final class PostWebhook extends PTransform<PCollection<Outgoing>, PCollection<Rejected>> {
  /** Messages that have arrived. */
  public static final String DELIVERED = "delivered";

  /** Tries that failed and are made again. */
  public static final String RETRIED = "retried";

  private static final long serialVersionUID = 1;

  private final Webhook webhook;
  private final Instant runTime;

  private PostWebhook(Webhook webhook, Instant runTime) {
    this.webhook = webhook;
    this.runTime = runTime;
  }

  /** Posts to a webhook. */
  public static PostWebhook to(Webhook webhook) {
    return new PostWebhook(webhook, Instant.EPOCH);
  }

  /** The time that messages carry which were given up: when the job started. */
  public PostWebhook withRunTime(Instant time) {
    return new PostWebhook(webhook, time);
  }

  @Override
  public PCollection<Rejected> expand(PCollection<Outgoing> messages) {
    int shards = webhook.shards();
    return messages
        .apply("Global window", Window.<Outgoing>into(new GlobalWindows()))
        .apply(
            "Shards",
            WithKeys.<Integer, Outgoing>of(
                    message -> Math.floorMod(message.key().hashCode(), shards))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), OutgoingCoder.of()))
        .apply("Post", ParDo.of(new PostFn(webhook, runTime.getMillis())))
        .setCoder(RejectedCoder.of());
  }

  private static final class PostFn extends DoFn<KV<Integer, Outgoing>, Rejected> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(PostWebhook.class);

    /** How many rounds may fail when the input has ended. */
    private static final int LAST_ROUNDS = 4;

    private static final Duration LONGEST_LAST_PAUSE = Duration.ofSeconds(30);

    private final Webhook webhook;
    private final long runTime;
    private transient HttpPost http;

    @StateId("waiting")
    private final StateSpec<BagState<Waiting>> waitingSpec = StateSpecs.bag(WaitingCoder.of());

    @StateId("count")
    private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value(VarIntCoder.of());

    /** How many rounds one after the other have found the server away. */
    @StateId("failures")
    private final StateSpec<ValueState<Integer>> failuresSpec = StateSpecs.value(VarIntCoder.of());

    /** The pause in milliseconds after the last round. */
    @StateId("pause")
    private final StateSpec<ValueState<Integer>> pauseSpec = StateSpecs.value(VarIntCoder.of());

    @TimerId("next")
    private final TimerSpec nextSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @TimerId("end")
    private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    PostFn(Webhook webhook, long runTime) {
      this.webhook = webhook;
      this.runTime = runTime;
    }

    @Setup
    public void connect() throws IOException {
      Optional<Signature> signature =
          webhook.secretFile().isEmpty()
              ? Optional.empty()
              : Optional.of(new Signature(SecretFile.read(webhook.secretFile())));
      http = new HttpPost(webhook, signature, System::currentTimeMillis);
    }

    @ProcessElement
    public void take(
        @Element KV<Integer, Outgoing> element,
        @StateId("waiting") BagState<Waiting> waiting,
        @AlwaysFetched @StateId("count") ValueState<Integer> count,
        @TimerId("next") Timer next,
        @TimerId("end") Timer end,
        OutputReceiver<Rejected> givenUp) {
      int before = orZero(count);
      Waiting message = Waiting.of(element.getValue());
      if (before >= webhook.capacity()) {
        Progress.add(Progress.UNDELIVERED, 1);
        givenUp.output(
            rejected(
                message,
                "webhook_queue_full",
                "%d messages wait for %s already".formatted(before, webhook.label())));
        return;
      }
      waiting.add(message);
      count.write(before + 1);
      if (before == 0) {
        next.offset(org.joda.time.Duration.ZERO).setRelative();
        end.set(GlobalWindow.INSTANCE.maxTimestamp());
      }
    }

    @OnTimer("next")
    public void post(
        @Key Integer shard,
        @StateId("waiting") BagState<Waiting> waiting,
        @StateId("count") ValueState<Integer> count,
        @StateId("failures") ValueState<Integer> failures,
        @StateId("pause") ValueState<Integer> lastPause,
        @TimerId("next") Timer next,
        OutputReceiver<Rejected> givenUp) {
      Round round = round(all(waiting), givenUp);
      List<Waiting> left = round.left();
      keep(left, waiting, count);
      int failed = round.isAway() ? orZero(failures) + 1 : 0;
      failures.write(failed);
      if (left.isEmpty()) {
        lastPause.clear();
        return;
      }
      Duration pause =
          round.goesOn()
              ? round.pause()
              : Backoff.pause(webhook, Math.max(1, failed), shard, round.pause());
      if (round.trouble() != null) {
        LOG.warn(
            "{}: {}; {} messages wait, the next try is in {} s",
            webhook.label(),
            round.trouble().words(),
            left.size(),
            pause.toMillis() / 1000.0);
      }
      lastPause.write((int) pause.toMillis());
      next.offset(org.joda.time.Duration.millis(pause.toMillis())).setRelative();
    }

    /** The input has ended, and no timer may come any more. */
    @OnTimer("end")
    public void postTheRest(
        @Key Integer shard,
        @StateId("waiting") BagState<Waiting> waiting,
        @StateId("count") ValueState<Integer> count,
        @StateId("pause") ValueState<Integer> lastPause,
        OutputReceiver<Rejected> givenUp)
        throws InterruptedException {
      Answer trouble = Answer.away("the input has ended");
      Duration pause = Duration.ofMillis(orZero(lastPause));
      List<Waiting> left = all(waiting);
      for (int failed = 0; failed < LAST_ROUNDS && !left.isEmpty(); ) {
        Thread.sleep(shorter(pause, LONGEST_LAST_PAUSE).toMillis());
        Round round = round(left.stream().map(each -> each.resting(0)).toList(), givenUp);
        left = round.left();
        keep(left, waiting, count);
        pause = Duration.ZERO;
        if (round.trouble() != null) {
          failed++;
          trouble = round.trouble();
          pause = Backoff.pause(webhook, failed, shard, round.pause());
        }
      }
      for (Waiting each : left) {
        giveUp(new Round.GivenUp(each, trouble), givenUp);
      }
      keep(List.of(), waiting, count);
    }

    private Round round(List<Waiting> waiting, OutputReceiver<Rejected> givenUp) {
      Round round = Round.of(webhook, waiting, http::post);
      Progress.add(DELIVERED, round.taken());
      Progress.add(RETRIED, round.retried());
      round.givenUp().forEach(each -> giveUp(each, givenUp));
      return round;
    }

    private static List<Waiting> all(BagState<Waiting> waiting) {
      List<Waiting> all = new ArrayList<>();
      waiting.read().forEach(all::add);
      return all;
    }

    private static void keep(
        List<Waiting> left, BagState<Waiting> waiting, ValueState<Integer> count) {
      waiting.clear();
      left.forEach(waiting::add);
      count.write(left.size());
    }

    private void giveUp(Round.GivenUp each, OutputReceiver<Rejected> givenUp) {
      Progress.add(Progress.UNDELIVERED, 1);
      boolean isRefused = each.answer().kind() == Answer.Kind.REFUSED;
      givenUp.output(
          rejected(
              each.waiting(),
              isRefused ? "webhook_refused" : "webhook_failed",
              "%s did not take it: %s after %d tries"
                  .formatted(webhook.label(), each.answer().words(), each.waiting().tries())));
    }

    private Rejected rejected(Waiting waiting, String reason, String message) {
      return new Rejected(
          WriteMessages.STAGE,
          reason,
          message,
          null,
          "webhook",
          new Position(webhook.label() + "#" + waiting.id(), 0),
          waiting.message().json(),
          runTime,
          Math.max(1, waiting.tries()));
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }

    private static int orZero(ValueState<Integer> state) {
      Integer value = state.read();
      return value == null ? 0 : value;
    }
  }
}
