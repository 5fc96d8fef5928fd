package dev.catchment.write;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Tallies;
import dev.catchment.clean.DropDuplicates;
import dev.catchment.clean.PackEvents;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Identity;
import dev.catchment.model.IdentityCoder;
import dev.catchment.model.Profile;
import dev.catchment.model.ProfileCoder;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.read.ReadEvents;
import dev.catchment.read.ReadIdentities;
import dev.catchment.read.ReadProfiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

@Category(NeedsRunner.class)
public class StoreRoundTripTest {
  private static final long DAY = 86_400_000;
  private static final Schema SCHEMA =
      Schema.of(
          new Field("properties.price", FieldType.DECIMAL),
          new Field("traits.plan", FieldType.STRING));

  @Rule public final transient TestPipeline reader = TestPipeline.create();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  private static Event event(int number, long timestamp) {
    return new Event(
        "m" + number,
        number % 2 == 0 ? Event.Type.TRACK : Event.Type.PAGE,
        number % 3 == 0 ? null : "View",
        timestamp,
        "web",
        "shop",
        number % 2 == 0 ? Consent.GRANTED : Consent.UNKNOWN,
        number % 4 == 0
            ? List.of()
            : List.of(new Identifier("cookie", "c" + number), new Identifier("id", "é")),
        Values.of(SCHEMA, number % 5 == 0 ? null : number * 0.1, number % 2 == 0 ? "pro" : null));
  }

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      events.add(event(number, number * DAY / 20 - 1));
    }
    return events;
  }

  private void writeEvents(String directory, List<Event> events) {
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    PCollectionTuple kept =
        pipeline
            .apply(Create.of(events).withCoder(EventCoder.of(SCHEMA)))
            .apply(PackEvents.of(SCHEMA))
            .apply(DropDuplicates.create().keeping(Set.of("shop")));
    kept.get(DropDuplicates.EVENTS).apply(WriteEvents.to(directory).withSchema(SCHEMA));
    // Spark mixes the outputs of a step when only one of them is consumed.
    kept.get(Tallies.TAG).apply(Sum.longsPerKey());
    pipeline.run().waitUntilFinish();
  }

  @Test
  public void eventsComeBack() throws IOException {
    String directory = folder.getRoot() + "/events";
    writeEvents(directory, events());
    assertEquals(
        List.of(
            "dt=1969-12-31/part-00000.parquet",
            "dt=1970-01-01/part-00000.parquet",
            "dt=1970-01-02/part-00000.parquet",
            "dt=1970-01-03/part-00000.parquet"),
        files(directory));
    PAssert.that(reader.apply(ReadEvents.from(directory).withSchema(SCHEMA)))
        .containsInAnyOrder(events());
    reader.run();
  }

  @Test
  public void eventsOfAnotherSchemaComeBackWithItsFieldsOnly() {
    String directory = folder.getRoot() + "/events";
    writeEvents(directory, List.of(event(2, 5)));
    Schema other =
        Schema.of(
            new Field("context.ip", FieldType.STRING),
            new Field("properties.price", FieldType.DECIMAL));
    PAssert.thatSingleton(reader.apply(ReadEvents.from(directory).withSchema(other)))
        .satisfies(
            event -> {
              assertEquals(Values.of(other, null, 0.2), event.values());
              return null;
            });
    reader.run();
  }

  @Test
  public void orderOfTheInputDoesNotShowInTheFiles() throws IOException {
    List<Event> shuffled = new ArrayList<>(events());
    Collections.shuffle(shuffled, new Random(3));
    String first = folder.getRoot() + "/first";
    String second = folder.getRoot() + "/second";
    writeEvents(first, events());
    writeEvents(second, shuffled);
    assertEquals(files(first), files(second));
    for (String file : files(first)) {
      assertArrayEquals(
          Files.readAllBytes(Path.of(first, file)), Files.readAllBytes(Path.of(second, file)));
    }
  }

  @Test
  public void eventsAreOrderedByTimeAndId() throws IOException {
    List<Event> events = new ArrayList<>();
    for (int number = 0; number < 110; number++) {
      events.add(event(1_000_000_000 + number % 100, number < 100 ? 7 : 6));
    }
    events.add(event(2, 7));
    Collections.shuffle(events, new Random(5));
    String directory = folder.getRoot() + "/events";
    writeEvents(directory, events);
    events.sort(Comparator.comparing(Event::timestamp).thenComparing(Event::messageId));
    assertEquals(
        events.stream().map(Event::messageId).toList(),
        rows(firstDay(directory)).stream().map(row -> row.get("message_id").toString()).toList());
  }

  private static LocalInputFile firstDay(String directory) {
    return new LocalInputFile(Path.of(directory, "dt=1970-01-01", "part-00000.parquet"));
  }

  private static List<GenericRecord> rows(LocalInputFile file) throws IOException {
    List<GenericRecord> rows = new ArrayList<>();
    try (ParquetReader<GenericRecord> plain =
        AvroParquetReader.<GenericRecord>builder(file).build()) {
      for (GenericRecord row = plain.read(); row != null; row = plain.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  public void filesAreReadableByPlainParquetAvro() throws IOException {
    String directory = folder.getRoot() + "/events";
    writeEvents(directory, List.of(event(7, 1), event(6, 1), event(5, 0)));
    LocalInputFile file = firstDay(directory);
    List<String> rows =
        rows(file).stream()
            .map(row -> row.get("message_id") + " " + row.get("identifiers"))
            .toList();
    assertEquals(3, rows.size());
    assertTrue(rows.get(0), rows.get(0).startsWith("m5 "));
    assertTrue(rows.get(1), rows.get(1).startsWith("m6 "));
    assertTrue(rows.get(2), rows.get(2).contains("\"c7\""));
    try (ParquetFileReader footer =
        ParquetFileReader.open(file, ParquetReadOptions.builder().build())) {
      footer
          .getFooter()
          .getBlocks()
          .get(0)
          .getColumns()
          .forEach(column -> assertEquals(CompressionCodecName.ZSTD, column.getCodec()));
      assertTrue(
          footer
              .getFooter()
              .getFileMetaData()
              .getSchema()
              .containsPath(new String[] {"identifiers", "list", "element", "namespace"}));
    }
  }

  @Test
  public void footersListEncodingsInTheirOrder() throws IOException {
    String directory = folder.getRoot() + "/events";
    writeEvents(directory, events());
    for (String name : files(directory)) {
      byte[] file = Files.readAllBytes(Path.of(directory, name));
      int trailer = file.length - 8;
      int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(trailer);
      FileMetaData footer =
          Util.readFileMetaData(new ByteArrayInputStream(file, trailer - length, length));
      for (ColumnChunk column : footer.getRow_groups().get(0).getColumns()) {
        List<Encoding> encodings = column.getMeta_data().getEncodings();
        assertTrue(encodings.size() > 1);
        assertEquals(encodings.stream().sorted().toList(), encodings);
      }
    }
  }

  @Test
  public void storeWithoutFilesIsEmpty() {
    PAssert.that(reader.apply(ReadEvents.from(folder.getRoot().getPath()).withSchema(SCHEMA)))
        .empty();
    reader.run();
  }

  @Test
  public void profilesComeBackWithTheirSchema() {
    Schema features =
        Schema.of(new Field("orders", FieldType.INTEGER), new Field("first", FieldType.TIMESTAMP));
    List<Profile> profiles = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      Long first = number % 7 == 0 ? null : number * DAY;
      profiles.add(new Profile("p" + number, Values.of(features, (long) number, first)));
    }
    String directory = folder.getRoot() + "/profiles";
    Pipeline writer = Pipeline.create(TestPipeline.testingPipelineOptions());
    writer
        .apply(Create.of(profiles).withCoder(ProfileCoder.of(features)))
        .apply(WriteProfiles.to(directory).withSchema(features));
    writer.run().waitUntilFinish();
    assertEquals(features, ReadProfiles.schema(directory));
    PAssert.that(reader.apply(ReadProfiles.from(directory))).containsInAnyOrder(profiles);
    reader.run();
  }

  @Test
  public void identitiesComeBack() {
    List<Identity> identities =
        List.of(
            new Identity(new Identifier("cookie", "a"), "p1"),
            new Identity(new Identifier("cookie", "b"), "p1"),
            new Identity(new Identifier("email", "a"), "p2"));
    String directory = folder.getRoot() + "/identities";
    Pipeline writer = Pipeline.create(TestPipeline.testingPipelineOptions());
    writer
        .apply(Create.of(identities).withCoder(IdentityCoder.of()))
        .apply(WriteIdentities.to(directory));
    writer.run().waitUntilFinish();
    PAssert.that(reader.apply(ReadIdentities.from(directory))).containsInAnyOrder(identities);
    reader.run();
  }

  private static List<String> files(String directory) throws IOException {
    Path root = Path.of(directory);
    try (var paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    }
  }
}
