package dev.catchment.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.account.Progress;
import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Position;
import dev.catchment.model.Rejected;
import dev.catchment.model.RejectedCoder;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out the messages that are larger than a sink takes, which would fail there again and again.
 * They are rejected with the start of their contents.
 */
final class FitMessages extends PTransform<PCollection<Outgoing>, PCollectionTuple> {
  static final TupleTag<Outgoing> FITTING = new TupleTag<>() {};
  static final TupleTag<Rejected> TOO_LARGE = new TupleTag<>() {};

  private static final long serialVersionUID = 1;

  private final MessageSink sink;
  private final Instant runTime;

  FitMessages(MessageSink sink, Instant runTime) {
    this.sink = sink;
    this.runTime = runTime;
  }

  @Override
  public PCollectionTuple expand(PCollection<Outgoing> messages) {
    PCollectionTuple sorted =
        messages.apply(
            ParDo.of(new FitFn(sink, runTime.getMillis()))
                .withOutputTags(FITTING, TupleTagList.of(TOO_LARGE)));
    sorted.get(FITTING).setCoder(OutgoingCoder.of());
    sorted.get(TOO_LARGE).setCoder(RejectedCoder.of());
    return sorted;
  }

  private static final class FitFn extends DoFn<Outgoing, Outgoing> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(WriteMessages.class);
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private final MessageSink sink;
    private final long runTime;
    private transient Integer limit;

    FitFn(MessageSink sink, long runTime) {
      this.sink = sink;
      this.runTime = runTime;
    }

    @ProcessElement
    public void check(@Element Outgoing message, MultiOutputReceiver out) throws IOException {
      if (limit == null) {
        limit = sink.mostBytes();
      }
      long characters = (long) message.key().length() + message.json().length();
      if (characters * MOST_BYTES_OF_A_CHAR <= limit || bytes(message) <= limit) {
        out.get(FITTING).output(message);
        return;
      }
      Progress.add(Progress.UNDELIVERED, 1);
      Rejected rejected = rejected(message);
      LOG.warn("{}", rejected.message());
      out.get(TOO_LARGE).output(rejected);
    }

    private static long bytes(Outgoing message) {
      return (long) message.key().getBytes(UTF_8).length + message.json().getBytes(UTF_8).length;
    }

    private Rejected rejected(Outgoing message) {
      return new Rejected(
          WriteMessages.STAGE,
          "message_too_large",
          "a message of %,d bytes is larger than the %,d that %s takes"
              .formatted(bytes(message), limit, sink),
          null,
          "destination",
          new Position(sink + "#" + OutgoingId.of(message), 0),
          start(message.json()),
          runTime,
          1);
    }

    private static String start(String json) {
      int end = Math.min(json.length(), Rejected.PAYLOAD_LIMIT);
      return json.substring(0, Character.isHighSurrogate(json.charAt(end - 1)) ? end - 1 : end);
    }
  }
}
