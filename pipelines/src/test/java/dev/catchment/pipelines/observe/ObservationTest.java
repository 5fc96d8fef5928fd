package dev.catchment.pipelines.observe;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.FileSnapshot;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What others are told of jobs that run, fail and cannot begin. */
public class ObservationTest {
  private static final String CONFIG =
      Workspace.CONFIG
          + """
          identity: {namespaces: [customer]}
          profile:
            asOf: 2026-02-01
            features:
              orders: {count: events}
          audiences:
            buyers: {rule: orders > 0, export: [orders]}
          """;
  private static final BigDecimal NOW =
      BigDecimal.valueOf(Cli.NOW.toEpochMilli(), 3).stripTrailingZeros();

  @Rule public final Workspace work = new Workspace();

  @Before
  public void configure() {
    work.write("catchment.yaml", Workspace.CONFIG);
    work.write(
        "in.csv",
        Workspace.HEADER
            + "1,2026-01-01,c1,5\n2,2026-01-02,c2,7.5\n3,2026-01-02,c2,-1\n2,2026-01-02,c2,7.5\n");
  }

  private Cli.Result collect(String... more) {
    return work.collect(more);
  }

  private String lineage() {
    return "--lineage=" + work.path("told/lineage.jsonl");
  }

  private String metrics() {
    return "--metrics=" + work.path("told/catchment.prom");
  }

  private List<JsonNode> events() {
    try {
      return Files.readAllLines(work.path("told/lineage.jsonl")).stream()
          .map(PublishedSchemas::check)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private StrictOpenMetrics read() {
    try {
      return StrictOpenMetrics.of(Files.readString(work.path("told/catchment.prom")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.path("eventType").asText()).toList();
  }

  @Test
  public void aRunIsAStartAndACompleteOfOneId() {
    collect(lineage(), "--lineageNamespace=shop").expect(ExitStatus.DONE);

    List<JsonNode> events = events();
    assertEquals(List.of("START", "COMPLETE"), types(events));
    UUID id = UUID.fromString(events.get(0).at("/run/runId").asText());
    assertEquals(7, id.version());
    assertEquals(Cli.NOW.toEpochMilli(), id.getMostSignificantBits() >>> 16);
    for (JsonNode event : events) {
      assertEquals(id.toString(), event.at("/run/runId").asText());
      assertEquals("shop", event.at("/job/namespace").asText());
      assertEquals("collect", event.at("/job/name").asText());
      assertEquals("BATCH", event.at("/job/facets/jobType/processingType").asText());
      assertEquals("Beam Direct", event.at("/run/facets/processing_engine/name").asText());
      assertEquals(Cli.NOW.toString(), event.path("eventTime").asText());
      assertEquals(1, event.path("inputs").size());
      assertEquals("file", event.at("/inputs/0/namespace").asText());
      assertEquals(work.path("in.csv").toString(), event.at("/inputs/0/name").asText());
      assertEquals(
          work.path("in.csv").toFile().length(),
          event.at("/inputs/0/inputFacets/inputStatistics/size").asLong());
      assertEquals(names("store/events", "store/rejected"), names(event, "outputs"));
    }
  }

  @Test
  public void aCompleteSaysWhatThisRunWroteAndNotWhatAnEarlierOneDid() {
    collect().expect(ExitStatus.DONE);
    work.write("in.csv", Workspace.HEADER + "9,2026-01-01,c9,5\n");
    collect(lineage(), metrics()).expect(ExitStatus.DONE);

    JsonNode complete = events().get(1);
    JsonNode events = complete.at("/outputs/0/outputFacets/outputStatistics");
    assertEquals(1, events.path("rowCount").asLong());
    assertEquals(1, events.path("fileCount").asLong());
    long size = size("store/events/dt=2026-01-01", "000002-");
    assertEquals(size, events.path("size").asLong());
    assertEquals(0, complete.at("/outputs/1/outputFacets/outputStatistics/rowCount").asLong(-1));
    assertEquals(
        BigDecimal.valueOf(size), read().value("catchment_output_bytes_total", "output", "events"));
    List<String> columns = new ArrayList<>();
    complete
        .at("/outputs/0/facets/schema/fields")
        .forEach(field -> columns.add(field.path("name").asText()));
    assertTrue(
        columns.toString(), columns.contains("amount") || columns.contains("properties.amount"));
  }

  private long size(String folder, String prefix) {
    return work.list(folder).stream()
        .filter(name -> name.startsWith(prefix))
        .mapToLong(name -> work.path(folder).resolve(name).toFile().length())
        .sum();
  }

  @Test
  public void theOutputOfAJobIsTheInputOfTheNext() {
    work.write("catchment.yaml", CONFIG);
    String config = "--config={w}/catchment.yaml";
    collect(lineage()).expect(ExitStatus.DONE);
    work.run("profile", config, "--store={w}/store", lineage()).expect(ExitStatus.DONE);
    work.run("audience", config, "--store={w}/store", "--output={w}/audiences", lineage())
        .expect(ExitStatus.DONE);
    work.run("compact", "--store={w}/store", lineage()).expect(ExitStatus.DONE);

    List<JsonNode> complete =
        events().stream()
            .filter(event -> event.path("eventType").asText().equals("COMPLETE"))
            .toList();
    assertEquals(names("store/events"), names(complete.get(1), "inputs"));
    assertEquals(
        names("store/identities", "store/profiles", "store/shared-identifiers.csv"),
        names(complete.get(1), "outputs"));
    assertEquals(
        2, complete.get(1).at("/outputs/1/outputFacets/outputStatistics/rowCount").asLong());
    assertEquals(names("store/profiles"), names(complete.get(2), "inputs"));
    assertEquals(names("audiences/buyers.csv"), names(complete.get(2), "outputs"));
    assertEquals(List.of(), names(complete.get(3), "outputs"));
  }

  private List<String> names(String... names) {
    return List.of(names).stream().map(name -> work.path(name).toString()).toList();
  }

  private static List<String> names(JsonNode event, String datasets) {
    List<String> names = new ArrayList<>();
    event.path(datasets).forEach(dataset -> names.add(dataset.path("name").asText()));
    return names;
  }

  @Test
  public void theCountsAreThoseOfTheSummary() {
    collect(metrics()).expect(ExitStatus.DONE);

    StrictOpenMetrics metrics = read();
    assertEquals(
        Map.of(Map.of("job_name", "collect", "source", "orders"), new BigDecimal(4)),
        metrics.named("catchment_read_records_total"));
    Map<String, Integer> outcomes =
        Map.of("accepted", 2, "rejected", 1, "duplicate", 1, "withheld", 0, "filtered", 0);
    outcomes.forEach(
        (outcome, count) ->
            assertEquals(
                outcome,
                new BigDecimal(count),
                metrics.value("catchment_records_total", "source", "orders", "outcome", outcome)));
    assertEquals(5, metrics.named("catchment_records_total").size());
    assertEquals(1, metrics.named("catchment_rejected_records_total").size());
    assertEquals(BigDecimal.ONE, metrics.value("catchment_rejected_records_total"));
    assertEquals(
        BigDecimal.valueOf(work.path("in.csv").toFile().length()),
        metrics.value("catchment_input_bytes_total", "job_name", "collect"));
    assertEquals(BigDecimal.ONE, metrics.value("catchment_run_success"));
    assertEquals(BigDecimal.ZERO, metrics.value("catchment_run_exit_status"));
    assertEquals(0, NOW.compareTo(metrics.value("catchment_last_success_timestamp_seconds")));
    assertEquals("Direct", label(metrics, "runner"));
    assertEquals(List.of("catchment.prom"), work.list("told"));
  }

  private static String label(StrictOpenMetrics metrics, String name) {
    return metrics.named("catchment_build_info").keySet().iterator().next().get(name);
  }

  @Test
  public void expectationsAreInTheMetricsAndARequiredOneMakesTheRunNoSuccess() {
    work.write(
        "catchment.yaml",
        Workspace.CONFIG
            + """
                expect:
                  enough: {minRows: 100, required: true}
                  some: {minRows: 1}
            """);
    collect(metrics(), lineage()).expect(ExitStatus.EXPECTATION_FAILED);

    StrictOpenMetrics metrics = read();
    assertEquals(
        BigDecimal.ZERO,
        metrics.value("catchment_expectation_met", "expectation", "enough", "required", "true"));
    assertEquals(
        BigDecimal.ONE,
        metrics.value("catchment_expectation_met", "expectation", "some", "source", "orders"));
    assertEquals(BigDecimal.ZERO, metrics.value("catchment_run_success"));
    assertEquals(new BigDecimal(3), metrics.value("catchment_run_exit_status"));
    assertEquals(List.of("START", "COMPLETE"), types(events()));
  }

  @Test
  public void aJobThatIsRefusedHasFailedAndKeepsItsLastSuccess() {
    collect(metrics()).expect(ExitStatus.DONE);
    Cli.Result refused =
        collect(lineage(), metrics(), "--input=" + work.path("none.csv")).expect(ExitStatus.USAGE);

    List<JsonNode> events = events();
    assertEquals(List.of("START", "FAIL"), types(events));
    JsonNode error = events.get(1).at("/run/facets/errorMessage");
    assertEquals("JAVA", error.path("programmingLanguage").asText());
    assertTrue(refused.err().contains(error.path("message").asText()));
    assertFalse(error.has("stackTrace"));
    StrictOpenMetrics metrics = read();
    assertEquals(BigDecimal.ZERO, metrics.value("catchment_run_success"));
    assertEquals(new BigDecimal(2), metrics.value("catchment_run_exit_status"));
    assertEquals(0, NOW.compareTo(metrics.value("catchment_last_success_timestamp_seconds")));
    assertEquals(Map.of(), metrics.named("catchment_records_total"));
    work.run("profile", "--config={w}/catchment.yaml", "--store={w}/none", metrics());
    assertEquals(Map.of(), read().named("catchment_last_success_timestamp_seconds"));
  }

  @Test
  public void aJobThatFailsWhileItRunsHasFailedWithoutAValueOfARecord() {
    work.write("in.csv", Workspace.HEADER + "1,2026-01-01,c1,5\n");
    collect().expect(ExitStatus.DONE);
    work.write("in.csv", Workspace.HEADER + "2,2026-01-02,c2,5\n");
    Cli.Result failed =
        collect("--replace=dt=2026-01-01", lineage(), metrics()).expect(ExitStatus.FAILED);

    List<JsonNode> events = events();
    assertEquals(List.of("START", "FAIL"), types(events));
    assertEquals(events.get(0).at("/run/runId").asText(), events.get(1).at("/run/runId").asText());
    assertEquals(List.of(), names(events.get(1), "outputs"));
    String message = events.get(1).at("/run/facets/errorMessage/message").asText();
    assertTrue(message, message.startsWith("no record was accepted that falls on"));
    assertTrue(failed.err().contains(message));
    assertEquals(BigDecimal.ONE, read().value("catchment_run_exit_status"));
  }

  @Test
  public void severalRunsShareAFileAndHaveIdsOfTheirOwn() {
    collect(lineage()).expect(ExitStatus.DONE);
    collect(lineage()).expect(ExitStatus.DONE);

    List<JsonNode> events = events();
    assertEquals(4, events.size());
    assertNotEquals(
        events.get(0).at("/run/runId").asText(), events.get(2).at("/run/runId").asText());
  }

  @Test
  public void eventsArePostedToAnAddress() {
    work.write("token.txt", "s3cret\n");
    try (LineageServer server = new LineageServer(201)) {
      Cli.Result done =
          collect("--lineage=" + server.address(), "--lineageTokenFile=" + work.path("token.txt"))
              .expect(ExitStatus.DONE);

      assertEquals(
          List.of("START", "COMPLETE"),
          types(server.bodies().stream().map(PublishedSchemas::check).toList()));
      assertEquals(List.of("Bearer s3cret"), server.header("Authorization"));
      assertFalse(done.err() + done.out(), (done.err() + done.out()).contains("s3cret"));
    }
  }

  @Test
  public void anAddressThatTakesNothingIsSaidOnceAndChangesNothing() {
    work.write("token.txt", "s3cret");
    try (LineageServer server = new LineageServer(401)) {
      Cli.Result done =
          collect(
                  "--lineage=" + server.address(),
                  "--lineageTokenFile=" + work.path("token.txt"),
                  metrics())
              .expect(ExitStatus.DONE);

      assertEquals(2, server.bodies().size());
      String warning =
          "collect: lineage was not delivered to %s: status 401; check the token in --lineageTokenFile; the job itself is not affected"
              .formatted(server.address());
      assertEquals(done.err(), 2, done.err().split(Pattern.quote(warning), -1).length);
      assertFalse(done.err(), done.err().contains("s3cret"));
    }
    assertEquals(BigDecimal.ONE, read().value("catchment_run_success"));
  }

  @Test
  public void aFailingJobKeepsItsExitStatusWhenNobodyTakesItsLineage() {
    try (LineageServer server = new LineageServer(404)) {
      collect("--lineage=" + server.address(), "--input=" + work.path("none.csv"))
          .expect(ExitStatus.USAGE)
          .complains("no file matches", "status 404");
    }
  }

  @Test
  public void optionsThatCannotBeUsedAreRefusedBeforeAnythingStarts() {
    work.write("a-file", "x");
    work.write("two.txt", "one\ntwo\n");
    assertRefused("holds a user or password", "--lineage=http://ann:s3cret@host/api");
    assertRefused("holds a user or password", "--lineage=http://ann:s3cret@ho_st/api");
    assertRefused("behind the path", "--lineage=http://host/api?token=s3cret");
    assertRefused("is no address", "--lineage=http://ann:s3cret@ho st/");
    assertRefused("has no host", "--lineage=http:///api");
    assertRefused("has a port above 65535", "--lineage=http://host:70000/api");
    assertRefused("begins with ftp://", "--lineage=ftp://s3cret@host/x");
    assertRefused("cannot be written", "--lineage={w}/a-file/lineage.jsonl");
    assertRefused("cannot be written", "--lineage={w}");
    assertRefused("is missing", "--lineageTokenFile={w}/a-file");
    assertRefused("is a file", "--lineage={w}/a-file", "--lineageTokenFile={w}/a-file");
    assertRefused("cannot be read", "--lineage=http://host/", "--lineageTokenFile={w}/none");
    assertRefused("one line", "--lineage=http://host/", "--lineageTokenFile={w}/two.txt");
    assertRefused("cannot be written", "--metrics={w}/a-file/x.prom");
    assertRefused("cannot be written", "--metrics={w}");
    assertRefused("not on this machine", "--metrics=gs://bucket/x.prom");
    assertRefused("two different files", "--metrics={w}/a-file", "--lineage={w}/a-file");
  }

  private void assertRefused(String words, String... options) {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    Cli.Result refused =
        collect(work.filled(List.of(options))).expect(ExitStatus.USAGE).complains(words);
    assertFalse(refused.err(), refused.err().contains("s3cret"));
    Cli.Result examined = doctor(options).expect(ExitStatus.USAGE).says("problem", words);
    assertFalse(examined.out(), examined.out().contains("s3cret"));
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
  }

  private Cli.Result doctor(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "doctor",
                "collect",
                "--config={w}/catchment.yaml",
                "--output={w}/store",
                "--key={w}/key.json"));
    command.addAll(List.of(options));
    return work.run(command.toArray(String[]::new));
  }

  @Test
  public void theDoctorLooksAtThemAndTellsNobody() {
    FileSnapshot before = FileSnapshot.of(work.getRoot().toPath());
    try (LineageServer server = new LineageServer(200)) {
      doctor("--lineage=" + server.address(), metrics())
          .expect(ExitStatus.DONE)
          .says("lineage, metrics");

      assertEquals(List.of(), server.bodies());
    }
    assertEquals(before, FileSnapshot.of(work.getRoot().toPath()));
  }

  @Test
  public void theMetricsFileHasTheRightsOfAnyNewFile() throws Exception {
    collect(metrics()).expect(ExitStatus.DONE);

    assertEquals(
        Files.getPosixFilePermissions(work.write("another", "x")),
        Files.getPosixFilePermissions(work.path("told/catchment.prom")));
  }
}
