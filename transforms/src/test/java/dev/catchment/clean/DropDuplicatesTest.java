package dev.catchment.clean;

import static org.junit.Assert.assertTrue;

import com.google.common.io.BaseEncoding;
import dev.catchment.account.Tallies;
import dev.catchment.model.ByteSink;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventBlock;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.model.Wire;
import dev.catchment.read.ReadMessageKeys;
import dev.catchment.write.WriteEvents;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

@Category(NeedsRunner.class)
public class DropDuplicatesTest {
  private static final Schema SCHEMA = Schema.of(new Field("properties.n", FieldType.INTEGER));
  private static final EventCoder CODER = EventCoder.of(SCHEMA);
  private static final long DAY = 86_400_000;

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  private PCollection<Event> input(Collection<Event> events) {
    return pipeline.apply(Create.of(events).withCoder(CODER));
  }

  /** Checks events and counts. */
  private static void expect(
      PCollectionTuple outputs, Collection<Event> events, Map<String, Long> counts) {
    PAssert.that(outputs.get(DropDuplicates.EVENTS).apply(UnpackEvents.of(SCHEMA)))
        .containsInAnyOrder(events);
    PAssert.that(outputs.get(Tallies.TAG).apply(Sum.longsPerKey()))
        .containsInAnyOrder(
            counts.entrySet().stream().map(e -> KV.of(e.getKey(), e.getValue())).toList());
  }

  @Test
  public void keepsTheEarliestOfASourceAndIdAndCountsTheOthers() {
    PCollectionTuple outputs =
        input(
                List.of(
                    event("web", "a", 30, 1),
                    event("web", "a", 10, 2),
                    event("web", "a", 20, 3),
                    event("web", "b", 5, 4),
                    event("app", "a", DAY, 5),
                    event("app", "c", -7, 9),
                    event("app", "c", -7, 8)))
            .apply(PackEvents.of(SCHEMA))
            .apply(DropDuplicates.create());
    expect(
        outputs,
        List.of(
            event("web", "a", 10, 2),
            event("web", "b", 5, 4),
            event("app", "a", DAY, 5),
            event("app", "c", -7, 8)),
        Map.of(
            "accepted/web", 2L,
            "accepted/app", 2L,
            "duplicate/web", 2L,
            "duplicate/app", 1L,
            "channel/web/1970-01-01", 2L,
            "channel/web/1970-01-02", 1L,
            "channel/web/1969-12-31", 1L));
    pipeline.run();
  }

  @Test
  public void keepsAllEventsOfSourcesWhoseDuplicatesAreWanted() {
    PCollectionTuple outputs =
        input(
                List.of(
                    event("web", "a", 30, 1),
                    event("web", "a", 30, 1),
                    event("app", "a", 40, 5),
                    event("app", "a", 7, 9)))
            .apply(PackEvents.of(SCHEMA))
            .apply(DropDuplicates.create().keeping(Set.of("web")));
    expect(
        outputs,
        List.of(event("web", "a", 30, 1), event("web", "a", 30, 1), event("app", "a", 7, 9)),
        Map.of(
            "accepted/web", 2L,
            "accepted/app", 1L,
            "duplicate/app", 1L,
            "channel/web/1970-01-01", 3L));
    pipeline.run();
  }

  @Test
  public void agreesWithASortOfRandomEvents() {
    Random random = new Random(7);
    List<Event> events = new ArrayList<>();
    for (int number = 0; number < 20_000; number++) {
      events.add(
          event(
              random.nextInt(3) == 0 ? "app" : "web",
              "é" + random.nextInt(6_000),
              random.nextInt(40) * DAY / 4,
              random.nextInt(3)));
    }
    Map<String, Event> first = new HashMap<>();
    Map<String, Long> counts = new HashMap<>();
    events.stream()
        .sorted(Comparator.comparingLong(Event::timestamp).thenComparing(DropDuplicatesTest::hex))
        .forEach(
            event -> {
              boolean isNew =
                  first.putIfAbsent(event.source() + " " + event.messageId(), event) == null;
              counts.merge((isNew ? "accepted/" : "duplicate/") + event.source(), 1L, Long::sum);
              if (isNew) {
                LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(event.timestamp(), DAY));
                counts.merge("channel/web/" + day, 1L, Long::sum);
              }
            });
    expect(
        input(events).apply(PackEvents.of(SCHEMA)).apply(DropDuplicates.create()),
        first.values(),
        counts);
    pipeline.run();
  }

  @Test
  public void dropsWhatAStoreHas() throws IOException {
    String directory = folder.getRoot() + "/events";
    Pipeline earlier = Pipeline.create(TestPipeline.testingPipelineOptions());
    PCollectionTuple kept =
        earlier
            .apply(
                Create.of(
                        event("web", "a", 30, 1),
                        event("web", "é", DAY, 2),
                        event("app", "b", 1, 1))
                    .withCoder(CODER))
            .apply(PackEvents.of(SCHEMA))
            .apply(DropDuplicates.create());
    kept.get(DropDuplicates.EVENTS).apply(WriteEvents.to(directory).withSchema(SCHEMA));
    // Spark mixes the outputs of a step when only one of them is consumed.
    kept.get(Tallies.TAG).apply(Sum.longsPerKey());
    earlier.run().waitUntilFinish();
    PCollectionTuple outputs =
        input(
                List.of(
                    event("web", "a", 5, 9),
                    event("web", "é", DAY, 2),
                    event("web", "b", 5, 2),
                    event("web", "b", 6, 2),
                    event("app", "a", 3, 4)))
            .apply(PackEvents.of(SCHEMA))
            .apply(
                DropDuplicates.create()
                    .against(
                        pipeline.apply(
                            ReadMessageKeys.of(
                                List.of(
                                    directory + "/dt=1970-01-01/part-00000.parquet",
                                    directory + "/dt=1970-01-02/part-00000.parquet")))));
    expect(
        outputs,
        List.of(event("web", "b", 5, 2), event("app", "a", 3, 4)),
        Map.of(
            "accepted/web", 1L,
            "accepted/app", 1L,
            "duplicate/web", 3L,
            "channel/web/1970-01-01", 2L));
    pipeline.run();
  }

  @Test
  public void aLargeDayIsDividedAmongFilesAndASmallOneIsNot() throws IOException {
    ByteSink block = new ByteSink();
    for (int number = 0; number < 1000; number++) {
      byte[] bytes =
          CoderUtils.encodeToByteArray(CODER, event("web", "m" + number, number == 0 ? 1 : DAY, 1));
      Wire.writeVarint(bytes.length, block);
      block.write(bytes);
    }
    long dayBytes = block.size() * 128L;
    for (int shard : List.of(0, 63, 64, 127)) {
      ShardMessages messages = new ShardMessages(Set.of(), dayBytes / 4 + 1024);
      messages.addEvents(Arrays.copyOf(block.array(), block.size()), new Tallies());
      List<EventBlock> blocks = new ArrayList<>();
      messages.finish(shard, new Tallies(), blocks::add);
      assertTrue(
          blocks.toString(),
          blocks.toString().equals("[EventBlock[0 0], EventBlock[1 " + (3 + shard / 32) + "]]"));
    }
  }

  private static String hex(Event event) {
    try {
      return BaseEncoding.base16().encode(CoderUtils.encodeToByteArray(CODER, event));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Event event(String source, String id, long time, long n) {
    return new Event(
        id,
        Event.Type.TRACK,
        "x",
        time,
        "web",
        source,
        Consent.UNKNOWN,
        List.of(),
        Values.of(SCHEMA, n));
  }
}
