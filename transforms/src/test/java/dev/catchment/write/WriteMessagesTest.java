package dev.catchment.write;

import static org.junit.Assert.assertEquals;

import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Parcel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.joda.time.Duration;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WriteMessagesTest {
  private static final Collection<Parcel> TAKEN = new ConcurrentLinkedQueue<>();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Before
  public void forget() {
    TAKEN.clear();
  }

  @Test
  public void eachShardCountsFromZeroWithoutGapsAndKeysStayTogether() {
    List<Outgoing> messages =
        IntStream.range(0, 100)
            .mapToObj(index -> new Outgoing("key" + index % 7, "{\"i\":" + index + "}", index))
            .toList();
    PAssert.that(
            pipeline
                .apply(Create.of(messages).withCoder(OutgoingCoder.of()))
                .apply(WriteMessages.to(new Remembering(), "line"))
                .get(WriteMessages.CAUSES))
        .containsInAnyOrder(messages.stream().map(Outgoing::cause).toList());
    pipeline.run();

    List<Outgoing> taken = new ArrayList<>();
    for (int shard = 0; shard < NumberMessages.SHARDS; shard++) {
      int mine = shard;
      List<Parcel> parcels = TAKEN.stream().filter(parcel -> parcel.shard() == mine).toList();
      assertEquals(
          IntStream.range(0, parcels.size()).mapToObj(Long::valueOf).toList(),
          parcels.stream().map(Parcel::number).sorted().toList());
      for (Parcel parcel : parcels) {
        assertEquals("line", parcel.line());
        for (Outgoing message : parcel.messages()) {
          assertEquals(shard, Math.floorMod(message.key().hashCode(), NumberMessages.SHARDS));
          taken.add(message);
        }
      }
    }
    taken.sort((left, right) -> Long.compare(left.cause(), right.cause()));
    assertEquals(messages, taken);
  }

  @Test
  public void aMessageThatIsTooLargeIsRejectedWithItsStart() {
    String large = "{\"a\":\"" + "ü".repeat(20) + "\"}";
    PAssert.thatSingleton(
            pipeline
                .apply(
                    Create.of(new Outgoing("k", large, 1), new Outgoing("k", "{\"a\":2}", 2))
                        .withCoder(OutgoingCoder.of()))
                .apply(WriteMessages.to(new Remembering(), "line"))
                .get(WriteMessages.TOO_LARGE))
        .satisfies(
            rejected -> {
              assertEquals("message_too_large", rejected.reason());
              assertEquals(
                  "a message of 49 bytes is larger than the 40 that a small place takes",
                  rejected.message());
              assertEquals(large, rejected.payload());
              return null;
            });
    pipeline.run();
    assertEquals(
        List.of(2L), TAKEN.stream().map(parcel -> parcel.messages().get(0).cause()).toList());
  }

  @Test
  public void aFileHoldsWhatGathersInAWhile() throws IOException {
    Path out = folder.getRoot().toPath().resolve("out");
    pipeline
        .apply(
            TestStream.create(OutgoingCoder.of())
                .addElements(new Outgoing("k", "{\"a\":1}", 1), new Outgoing("k", "{\"a\":2}", 2))
                .advanceProcessingTime(Duration.standardSeconds(11))
                .addElements(new Outgoing("k", "{\"a\":3}", 3))
                .advanceWatermarkToInfinity())
        .apply(WriteMessages.to(FolderSink.at(out.toString()), "x"));
    pipeline.run();

    int shard = Math.floorMod("k".hashCode(), NumberMessages.SHARDS);
    assertEquals(
        List.of(
            "part-x-0%d-000000000.jsonl".formatted(shard),
            "part-x-0%d-000000001.jsonl".formatted(shard)),
        files(out));
    assertEquals(
        List.of("{\"a\":1}", "{\"a\":2}"), Files.readAllLines(out.resolve(files(out).get(0))));
    assertEquals(List.of("{\"a\":3}"), Files.readAllLines(out.resolve(files(out).get(1))));
  }

  @Test
  public void aFileThatIsWrittenAgainIsTheSame() throws IOException {
    Path out = folder.getRoot().toPath().resolve("out");
    Parcel parcel = new Parcel("x", 1, 7, List.of(new Outgoing("k", "{}", 1)));
    try (MessageSink.Writer writer = FolderSink.at(out + "/").open()) {
      writer.write(List.of(parcel));
      writer.write(List.of(parcel));
    }
    assertEquals(List.of("part-x-01-000000007.jsonl"), files(out));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static final class Remembering implements MessageSink {
    private static final long serialVersionUID = 1;

    @Override
    public Duration patience() {
      return Duration.ZERO;
    }

    @Override
    public String toString() {
      return "a small place";
    }

    @Override
    public int mostBytes() {
      return 40;
    }

    @Override
    public Writer open() {
      return new Writer() {
        @Override
        public void write(List<Parcel> parcels) {
          TAKEN.addAll(parcels);
        }

        @Override
        public void close() {}
      };
    }
  }
}
