package dev.catchment.runners.flink;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.flink.configuration.RestOptions;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** What is asked of a JobManager, of which here is only the REST interface. */
@Category(NeedsRunner.class)
public class FlinkClusterTest {
  private static final String JOB = "0123456789abcdef0123456789abcdef";
  private static final long LATER = Long.MAX_VALUE;
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FlinkPipelineOptions options =
      PipelineOptionsFactory.as(FlinkPipelineOptions.class);
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<String> states = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private long start = LATER;

  @Before
  public void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    options.setJobName("collect");
    options.setFlinkMaster("127.0.0.1:" + server.getAddress().getPort());
  }

  @After
  public void stopServer() {
    server.stop(0);
  }

  @Test
  public void aRunningJobIsCancelled() {
    states.addAll(List.of("RUNNING", "CANCELLING", "CANCELED"));
    new FlinkCluster(options, LONG).cancel();
    assertEquals(1, cancelled());
  }

  @Test
  public void aJobThatIsBeingCancelledIsWaitedFor() {
    states.addAll(List.of("CANCELLING", "CANCELLING", "CANCELED"));
    new FlinkCluster(options, LONG).cancel();
    assertEquals(0, cancelled());
    assertEquals(List.of("CANCELED"), List.copyOf(states));
  }

  @Test
  public void aJobThatIsOverIsLeft() {
    states.add("FINISHED");
    new FlinkCluster(options, LONG).cancel();
    assertEquals(0, cancelled());
  }

  @Test
  public void aJobThatDoesNotStopIsNamed() {
    states.add("CANCELLING");
    assertTrue(refusal(), refusal().contains("cancel the job collect on the cluster by hand"));
    assertTrue(refusal(), refusal().contains("it is still CANCELLING"));
  }

  @Test
  public void anEarlierJobOfTheSameNameIsNotIt() {
    states.add("FINISHED");
    start = 0;
    assertTrue(refusal(), refusal().contains("it is still not there"));
  }

  @Test
  public void tasksAreCounted() {
    states.add("RUNNING");
    FlinkCluster cluster = new FlinkCluster(options);
    assertEquals(Optional.of("3 of 12 tasks done"), cluster.state());
    assertEquals(Optional.of("3 of 12 tasks done"), cluster.state());
  }

  @Test
  public void theStateOfWhatCannotBeReachedIsUnknown() {
    FlinkSupport support = new FlinkSupport();
    options.setFlinkConfDir("/there/is/none");
    assertEquals(Optional.empty(), support.state(options));
    assertThrows(IllegalStateException.class, () -> support.cancel(options));
  }

  @Test
  public void anAddressOfVersionSixIsOne() {
    options.setFlinkMaster("http://[::1]:8082");
    var configuration = FlinkCluster.configuration(options);
    assertEquals("::1", configuration.get(RestOptions.ADDRESS));
    assertEquals(Integer.valueOf(8082), configuration.get(RestOptions.PORT));
  }

  private String refusal() {
    FlinkCluster cluster = new FlinkCluster(options, SHORT);
    return assertThrows(IllegalStateException.class, cluster::cancel).getMessage();
  }

  private long cancelled() {
    return asked.stream().filter(request -> request.startsWith("PATCH ")).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + path);
    String body = "{}";
    if (path.endsWith("/overview")) {
      body = "{\"jobs\":[" + head() + "\"last-modification\":1," + tasks(",\"total\":12") + "}]}";
      if (states.size() > 1) {
        states.remove();
      }
    } else if (exchange.getRequestMethod().equals("GET")) {
      body = details();
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(path.endsWith(JOB) && body.equals("{}") ? 202 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String head() {
    return """
        {"jid":"%s","name":"collect","state":"%s","start-time":%d,"end-time":-1,"duration":1,"""
        .formatted(JOB, states.element(), start);
  }

  private static String tasks(String more) {
    return """
        "tasks":{"created":0,"scheduled":0,"deploying":0,"running":9,"finished":3,"canceling":0,\
        "canceled":0,"failed":0,"reconciling":0,"initializing":0%s}"""
        .formatted(more);
  }

  private String details() {
    String counts = tasks("").toUpperCase(Locale.ROOT);
    return head()
        + """
        "isStoppable":false,"maxParallelism":-1,"now":1,"timestamps":{},"plan":{},\
        "status-counts":{},"vertices":[{"id":"%s","name":"v","maxParallelism":4,"parallelism":4,\
        "status":"RUNNING","start-time":1,"end-time":-1,"duration":1,%s,"metrics":{%s}}]}"""
            .formatted(JOB, counts.replace("TASKS", "tasks"), metrics());
  }

  private static String metrics() {
    Stream<String> amounts =
        Stream.of("read-bytes", "write-bytes", "read-records", "write-records")
            .map(name -> "\"%s\":1,\"%s-complete\":true".formatted(name, name));
    Stream<String> times =
        Stream.of("backpressured", "idle", "busy")
            .map(name -> "\"accumulated-%s-time\":1".formatted(name));
    return Stream.concat(amounts, times).collect(Collectors.joining(","));
  }
}
