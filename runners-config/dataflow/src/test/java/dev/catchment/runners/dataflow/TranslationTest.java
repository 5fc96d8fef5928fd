package dev.catchment.runners.dataflow;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Golden;
import dev.catchment.pipelines.collect.KafkaBroker;
import dev.catchment.protect.PseudonymKey;
import dev.catchment.runners.portability.RunnersPage;
import dev.catchment.shuffle.ShardedCombine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.joda.time.Duration;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Every job becomes a job specification of Dataflow, without credentials or network, and its steps
 * keep the names by which a running job is updated.
 */
public class TranslationTest {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();
  @ClassRule public static final KafkaBroker BROKER = new KafkaBroker();

  private static final String BUCKET = "memory://bucket";
  private static final String CONFIG = "--config=" + BUCKET + "/catchment.yaml";
  private static final String KEY = "--key=" + BUCKET + "/key.json";
  private static final String[] INPUTS = {
    "--input=web=" + BUCKET + "/world/web/*.jsonl.gz",
    "--input=app=" + BUCKET + "/world/app/*.jsonl",
    "--input=orders=" + BUCKET + "/world/orders/*.csv",
    "--input=crm=" + BUCKET + "/world/crm/*.csv"
  };
  private static final String STORE = "--store=" + BUCKET + "/store";
  private static final String LIVE_CONFIG = "--config=" + BUCKET + "/live.yaml";

  private static final String LIVE =
      """
      version: 1
      sources:
        orders:
          format: json
          input: kafka://%s/orders
          map: {messageId: id, event: {constant: Bought}, timestamp: time}
          personal: {mail: email}
          identifiers: {customer: customer, email: mail}
          fields: {properties.price: {column: price, type: decimal}}
          expect:
            priced: {field: properties.price, notNull: true}
      identity: {namespaces: [customer, email], person: [customer]}
      profile:
        features: {spent: {sum: properties.price, days: 30}}
      audiences:
        rich: {rule: "spent > 100.0"}
      monitors:
        prices:
          window: {tumbling: 1m}
          lateness: 5m
          metrics: {price: {mean: properties.price}}
          alerts:
            dear: {metric: price, detector: threshold, settings: {above: 100}}
      """;

  /** Puts everything that the jobs read into an object store, by the jobs themselves. */
  @BeforeClass
  public static void runOnTheDirectRunner() throws Exception {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    put("live.yaml", LIVE.formatted(BROKER.address()));
    try (Admin admin = Admin.create(BROKER.settings())) {
      admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1))).all().get();
    }
    put("catchment.yaml", Files.readString(Cli.repositoryFile("test-data/demo/catchment.yaml")));
    put("seeds.csv", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
    direct("generate", "--people=40", "--days=20", "--output=" + BUCKET + "/world");
    Path key = FOLDER.getRoot().toPath().resolve("key.json");
    PseudonymKey.createIfAbsent(key);
    put("key.json", Files.readString(key));
    direct(with("collect", INPUTS, CONFIG, KEY, "--output=" + BUCKET + "/store"));
    direct("profile", CONFIG, STORE);
    direct(
        "cluster",
        "--input=" + BUCKET + "/store",
        "--features=recency_days,sessions",
        "--output=" + BUCKET + "/clusters");
  }

  @Test
  public void generateIsTranslated() throws IOException {
    check("generate", "--output=" + BUCKET + "/other-world");
  }

  @Test
  public void collectIsTranslated() throws IOException {
    check(with("collect", INPUTS, CONFIG, KEY, "--output=" + BUCKET + "/other-store"));
  }

  @Test
  public void repairIsTranslated() throws IOException {
    put(
        "patch.yaml",
        """
        version: 1
        patches:
        - {source: web, drop: [context.traits.email], reason: invalid_email}
        - {source: web, read: {properties.price: {min: null, max: null}}}
        - {source: app, read: {properties.price: {min: null, max: null}}}
        """);
    check("repair", CONFIG, KEY, STORE, "--patch=" + BUCKET + "/patch.yaml");
  }

  @Test
  public void profileIsTranslated() throws IOException {
    check("profile", CONFIG, STORE, "--format=csv", "--overwrite");
  }

  @Test
  public void clusterIsTranslated() throws IOException {
    check(
        "cluster",
        "--input=" + BUCKET + "/store",
        "--features=recency_days,sessions",
        "--output=" + BUCKET + "/other-clusters");
  }

  @Test
  public void audienceIsTranslated() throws IOException {
    check(
        "audience",
        CONFIG,
        STORE,
        "--model=" + BUCKET + "/clusters/model.json",
        "--output=" + BUCKET + "/other-audiences");
  }

  @Test
  public void lookalikeIsTranslated() throws IOException {
    check(
        "lookalike",
        "--profiles=" + BUCKET + "/store",
        "--seedAudience=" + BUCKET + "/seeds.csv",
        "--features=recency_days,sessions",
        "--reach=0.2",
        "--minimum=10",
        "--output=" + BUCKET + "/lookalike");
  }

  @Test
  public void queryIsTranslated() throws IOException {
    check(
        "query",
        "--input=people=" + BUCKET + "/store/profiles",
        "--sql=SELECT sessions, COUNT(*) AS people FROM people GROUP BY sessions",
        "--then=SELECT MAX(people) AS most FROM result",
        "--output=" + BUCKET + "/query");
  }

  @Test
  public void collectOfTopicsIsTranslated() throws IOException {
    checkLive(
        "collect --streaming",
        "collect",
        "--streaming",
        LIVE_CONFIG,
        KEY,
        "--to=" + topic("events"),
        "--rejected=" + topic("rejected"),
        "--expectations=" + BUCKET + "/expectations");
  }

  @Test
  public void monitorIsTranslated() throws IOException {
    checkLive(
        "monitor",
        "monitor",
        LIVE_CONFIG,
        KEY,
        "--alerts=https://example.com/alerts",
        "--values=" + topic("values"),
        "--rejected=" + BUCKET + "/rejected");
  }

  @Test
  public void liveIsTranslated() throws IOException {
    checkLive(
        "live",
        "live",
        LIVE_CONFIG,
        KEY,
        "--identities=" + BUCKET + "/store",
        "--to=" + topic("changes"),
        "--profiles=" + topic("profiles"),
        "--rejected=" + topic("rejected"));
  }

  @Test
  public void parityIsTranslated() throws IOException {
    dataflow(
            "parity",
            "parity",
            CONFIG,
            STORE,
            "--asOf=2026-04-01",
            "--output=" + BUCKET + "/parity")
        .expect(ExitStatus.DONE)
        .says("publishes its results itself");
    checkStream("parity");
    RunnersPage.record("parity", "a made-up world", "Dataflow", "translated", "");
  }

  @Test
  public void stepsOnAStreamAreTranslatedForStreamingEngine() throws IOException {
    DataflowPipelineOptions options =
        PipelineOptionsFactory.fromArgs(options("stream")).as(DataflowPipelineOptions.class);
    options.setRunner(DataflowRunner.class);
    new DataflowSupport().apply(options, Set.of());
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Ticks", GenerateSequence.from(0).withRate(1, Duration.standardSeconds(1)))
        .apply("Minutes", Window.into(FixedWindows.of(Duration.standardMinutes(1))))
        .apply("Key", WithKeys.of((Long tick) -> tick % 2).withKeyType(TypeDescriptors.longs()))
        .apply("Sum", ShardedCombine.<Long, Long, Long>perKey(Sum.ofLongs()));
    pipeline.run();

    checkStream("stream");
  }

  @Test
  public void aPlaceThatWorkersDoNotSeeIsRefused() {
    dataflow("generate", "generate", "--output=" + FOLDER.getRoot() + "/world")
        .expect(ExitStatus.USAGE)
        .complains(
            FOLDER.getRoot() + "/world is on the disk of this machine",
            "the workers of Dataflow do not see",
            "gs://bucket/");
  }

  private static void check(String... command) throws IOException {
    dataflow(command[0], command).expect(ExitStatus.DONE).says("publishes its results itself");
    JsonNode job = new ObjectMapper().readTree(specification(command[0]).toFile());
    assertEquals("JOB_TYPE_BATCH", job.path("type").asText());
    assertEquals("Dataflow's shuffle service, its default", "", shuffleMode(job));
    List<String> names = names(job);
    assertTrue(names.stream().anyMatch(name -> name.startsWith("Finish/")));
    Golden.check(steps(command[0]), names);
    RunnersPage.record(command[0], "a made-up world", "Dataflow", "translated", "");
  }

  private static void checkLive(String name, String... command) throws IOException {
    dataflow(name, command).expect(ExitStatus.DONE).says("goes on until it is stopped there");
    checkStream(name);
    RunnersPage.record(name, "topics", "Dataflow", "translated", "");
  }

  private static void checkStream(String name) throws IOException {
    JsonNode job = new ObjectMapper().readTree(specification(name).toFile());
    assertEquals("JOB_TYPE_STREAMING", job.path("type").asText());
    String experiments = job.path("environment").path("experiments").toString();
    assertTrue(experiments, experiments.contains("enable_streaming_engine"));
    Golden.check(steps(name), names(job));
  }

  private static String topic(String name) {
    return "kafka://" + BROKER.address() + "/" + name;
  }

  /** What a job asks for in the place of the shuffle service, or nothing. */
  private static String shuffleMode(JsonNode job) {
    String experiments = job.path("environment").path("experiments").toString();
    Matcher mode = Pattern.compile("shuffle_mode=[a-z]+").matcher(experiments);
    return mode.find() ? mode.group() : "";
  }

  /** The names of a job's steps, sorted; each must be there and stand once. */
  private static List<String> names(JsonNode job) {
    Set<String> names = new TreeSet<>();
    for (JsonNode step : job.path("steps")) {
      String name = step.path("properties").path("user_name").path("value").asText();
      assertFalse(step.toString(), name.isEmpty());
      assertTrue(name + " stands twice", names.add(name));
    }
    return List.copyOf(names);
  }

  private static Path steps(String name) {
    return Cli.repositoryFile("runners-config/dataflow/src/test/resources/steps")
        .resolve(name.replace(" --", "-") + ".txt");
  }

  private static Cli.Result dataflow(String name, String... command) {
    return Cli.run(
        with(command[0], Stream.of(command).skip(1).toArray(String[]::new), options(name)));
  }

  private static String[] options(String name) {
    return new String[] {
      "--runner=" + DataflowRunner.class.getSimpleName(),
      "--project=project",
      "--region=us-central1",
      "--gcpTempLocation=gs://bucket/temp",
      "--stagingLocation=gs://bucket/staging",
      "--templateLocation=" + specification(name),
      "--pathValidatorClass=" + NoopPathValidator.class.getName(),
      "--credentialFactoryClass=" + NoopCredentialFactory.class.getName(),
      "--stagerClass=" + FakeStager.class.getName()
    };
  }

  private static Path specification(String name) {
    return FOLDER.getRoot().toPath().resolve(name.replace(" --", "-") + ".json");
  }

  private static void direct(String... command) {
    Cli.run(
            with(
                command[0],
                Stream.of(command).skip(1).toArray(String[]::new),
                "--runner=DirectRunner",
                "--enforceImmutability=false",
                "--enforceEncodability=false"))
        .expect(ExitStatus.DONE);
  }

  private static String[] with(String job, String[] options, String... more) {
    return Stream.of(Stream.of(job), Stream.of(options), Stream.of(more))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  private static void put(String name, String text) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(
            FileSystems.create(
                FileSystems.matchNewResource(BUCKET + "/" + name, false), MimeTypes.TEXT))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
