package dev.catchment.pipelines.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.RejectedLine;
import dev.catchment.pipelines.Workspace;
import dev.catchment.store.StoreSnapshot;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Collects from the topics of a broker. */
public class CollectTopicTest {
  @ClassRule public static final KafkaBroker BROKER = new KafkaBroker();

  @Rule public final Workspace work = new Workspace();

  @Test
  public void eachRunCollectsExactlyTheNewMessagesOfAllPartitions() throws Exception {
    topic("orders", 2);
    configure("orders", "json", "");
    send("orders", 0, json(1), json(2));
    send("orders", 1, json(3));
    collect().expect(ExitStatus.DONE).says("3 read = 3 accepted");
    assertEquals(Map.of("orders/orders/0", 2L, "orders/orders/1", 1L), positions());

    collect().expect(ExitStatus.DONE).says("0 read = 0 accepted");
    assertEquals(Map.of("orders/orders/0", 2L, "orders/orders/1", 1L), positions());

    send("orders", 1, json(4), json(5));
    collect().expect(ExitStatus.DONE).says("2 read = 2 accepted");
    assertEquals(5, rows());
    assertEquals(Map.of("orders/orders/0", 2L, "orders/orders/1", 3L), positions());

    collect("--overwrite").expect(ExitStatus.DONE).says("5 read = 5 accepted");
    assertEquals(5, rows());
  }

  @Test
  public void thePreviewShowsTheFirstMessagesAndMovesNothing() throws Exception {
    topic("shown", 2);
    configure("shown", "json", "");
    send("shown", 0, json(1));
    send("shown", 1, "poison".getBytes(UTF_8), json(3), json(4));
    String shown =
        work.run("collect", "--config={w}/catchment.yaml", "--preview=3")
            .expect(ExitStatus.DONE)
            .says(
                "kafka:shown/0:0: accepted",
                "kafka:shown/1:0: rejected as invalid_json",
                "kafka:shown/1:1: accepted",
                "orders: the first 3 records, 2 accepted, 1 rejected")
            .out();
    assertFalse(shown, shown.contains("kafka:shown/1:2"));
    collect().says("4 read = 3 accepted + 1 rejected");
  }

  @Test
  public void aMessageThatIsNoRecordIsRejectedWithItsOffsetAndShape() throws Exception {
    topic("poison", 1);
    configure("poison", "json", "");
    send("poison", 0, json(1), "Anna 42".getBytes(UTF_8), null, new byte[] {'{', (byte) 0xff});
    collect("--maxRejected=1").expect(ExitStatus.DONE).says("4 read = 1 accepted + 3 rejected");
    assertEquals(
        List.of(
            "kafka:poison/0 1 invalid_json",
            "kafka:poison/0 2 empty_message",
            "kafka:poison/0 3 invalid_utf8"),
        RejectedLine.in(work.path("store/rejected")).stream()
            .map(line -> line.file() + " " + line.line() + " " + line.reason())
            .sorted()
            .toList());
  }

  @Test
  public void aTopicIsAnInputInTheLineage() throws Exception {
    topic("told", 1);
    configure("told", "json", "");
    send("told", 0, json(1));
    collect("--lineage=" + work.path("lineage.jsonl")).expect(ExitStatus.DONE);

    String input =
        "\"inputs\":[{\"namespace\":\"kafka://%s\",\"name\":\"told\"}]"
            .formatted(BROKER.address().replaceFirst(",.*", ""));
    for (String event : Files.readAllLines(work.path("lineage.jsonl"))) {
      assertTrue(event, event.contains(input));
    }
  }

  @Test
  public void rowsOfCsvAreMessagesToo() throws Exception {
    topic("rows", 1);
    configure("rows", "csv", "csv: {header: [id, time, customer, amount]}");
    send(
        "rows",
        0,
        "1,2026-01-01,c1,5".getBytes(UTF_8),
        "2,2026-01-01,\"c\n2\",5\n".getBytes(UTF_8),
        "3,2026-01-01,c1,5\n4,2026-01-01,c1,5".getBytes(UTF_8),
        "5,2026-01-01".getBytes(UTF_8));
    collect().says("4 read = 2 accepted + 2 rejected");
    assertEquals(
        List.of("2 several_records", "3 wrong_number_of_fields"),
        RejectedLine.in(work.path("store/rejected")).stream()
            .map(line -> line.line() + " " + line.reason())
            .sorted()
            .toList());
  }

  @Test
  public void abortedTransactionsAreNoMessagesAndTheirOffsetsArePassed() throws Exception {
    topic("bank", 1);
    configure("bank", "json", "");
    Map<String, Object> settings = new HashMap<>(BROKER.settings());
    settings.put("transactional.id", "bank");
    try (KafkaProducer<byte[], byte[]> producer = producer(settings)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("bank", json(1))).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("bank", json(2))).get();
      producer.abortTransaction();
    }
    collect().expect(ExitStatus.DONE).says("1 read = 1 accepted");
    assertEquals(Map.of("orders/bank/0", 4L), positions());
  }

  @Test
  public void deletedMessagesAreAGapAndAreReportedWhenTheyWereNotRead() throws Exception {
    topic("short", 1);
    configure("short", "json", "");
    send("short", 0, json(1), json(2), json(3));
    delete("short", 1);
    Cli.Result first = collect().expect(ExitStatus.DONE).says("2 read = 2 accepted");
    assertFalse(first.err(), first.err().contains("deleted"));

    send("short", 0, json(4), json(5));
    delete("short", 4);
    Cli.Result second = collect().expect(ExitStatus.DONE).says("1 read = 1 accepted");
    second.complains("source orders had deleted up to 1 messages");
    assertEquals(3, rows());
  }

  @Test
  public void theFirstRunBeginsWhereTheConfigurationSays() throws Exception {
    topic("late", 1);
    send("late", 0, json(1));
    configure("late", "json", "kafka: {from: latest}");
    collect().expect(ExitStatus.DONE).says("0 read");
    send("late", 0, json(2));
    collect().expect(ExitStatus.DONE).says("1 read = 1 accepted");
    configure("late", "json", "kafka: {from: '2000-01-01T00:00:00Z'}");
    collect("--overwrite").expect(ExitStatus.DONE).says("2 read = 2 accepted");
    configure("late", "json", "kafka: {from: '2100-01-01T00:00:00Z'}");
    collect("--overwrite").expect(ExitStatus.DONE).says("0 read");
    configure("late", "json", "kafka: {from: noon}");
    work.refused().complains("\"noon\" is not earliest, latest or a time");
  }

  @Test
  public void whatCannotBeReadIsRefusedBeforeTheStart() throws Exception {
    configure("nothing", "json", "");
    work.refused().complains("source orders: there is no topic nothing at " + BROKER.address());
    configure("nothing", "csv", "");
    work.refused().complains("name the columns in csv.header");
    configure("nothing", "json", "kafka: {properties: {security.protocol: SECRET}}");
    Cli.Result invalid = work.refused();
    invalid.complains("invalid setting");
    assertFalse(invalid.err(), invalid.err().contains("SECRET"));
    configure("nothing", "json", "kafka: {propertiesFile: no.properties}");
    work.refused().complains("no.properties", "check kafka.propertiesFile");
    write("127.0.0.1:1/orders", "json", "kafka: {properties: {default.api.timeout.ms: '2000'}}");
    work.refused().complains("no broker of kafka://127.0.0.1:1/orders answers");
    write("127.0.0.1/orders", "json", "");
    work.refused().complains("is no address of a topic");
    topic("days", 1);
    configure("days", "json", "");
    work.refused("--replace=dt=2026-01-01").complains("source orders is a topic");
  }

  @Test
  public void settingsAreReadFromAFile() throws Exception {
    topic("filed", 1);
    send("filed", 0, json(1));
    work.write("client.properties", "client.id=collector\n");
    configure("filed", "json", "kafka: {propertiesFile: client.properties}");
    collect().expect(ExitStatus.DONE).says("1 read = 1 accepted");
  }

  private Cli.Result collect(String... more) {
    return work.collect(more);
  }

  private Map<String, Long> positions() {
    return StoreSnapshot.of(work.path("store").toString()).positions();
  }

  private long rows() {
    return StoreSnapshot.of(work.path("store").toString()).events().stream()
        .mapToLong(file -> file.rows())
        .sum();
  }

  private void configure(String topic, String format, String more) {
    write(BROKER.address() + "/" + topic, format, more);
  }

  private void write(String address, String format, String more) {
    work.write(
        "catchment.yaml",
        Workspace.CONFIG
            .replace("format: csv", "format: " + format)
            .replace("input: in.csv", "input: kafka://" + address + "\n    " + more));
  }

  private static byte[] json(int id) {
    return "{\"id\": \"%d\",\n \"time\": \"2026-01-01\", \"customer\": \"c1\", \"amount\": 5}"
        .formatted(id)
        .getBytes(UTF_8);
  }

  private static void topic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(BROKER.settings())) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  private static void delete(String topic, long before) throws Exception {
    try (Admin admin = Admin.create(BROKER.settings())) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }

  private static void send(String topic, int partition, byte[]... messages) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(BROKER.settings())) {
      for (byte[] message : messages) {
        producer.send(new ProducerRecord<>(topic, partition, null, message)).get();
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
