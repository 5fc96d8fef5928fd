package dev.catchment.runners.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.Readings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the metrics of one running job from the REST interface of Flink, where Beam's stand under
 * {@code OPERATOR.NAMESPACE_NAME} with anything but letters and digits replaced; Beam's own result
 * has none before the job ends. The values are as old as the cluster's {@code
 * metrics.fetcher.update-interval}.
 *
 * <p>The names are listed at every fifth reading, as new ones come only when something happens for
 * the first time. Memory: the names that are read.
 */
final class FlinkMetrics {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String WATERMARK = "currentOutputWatermark";
  private static final int LISTED_EVERY = 5;

  /** Flink's server takes lines of 4096 characters. */
  private static final int LONGEST_QUERY = 3000;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String job;
  private final Map<String, List<String>> names = new HashMap<>();
  private int readings;

  /**
   * The metrics of a job.
   *
   * @param address of the REST interface
   * @param job its id
   */
  FlinkMetrics(String address, String job) {
    this.job = address.replaceFirst("/$", "") + "/jobs/" + job;
  }

  /** What is known at this moment. */
  Readings read() throws IOException, InterruptedException {
    if (readings++ % LISTED_EVERY == 0) {
      list();
    }
    Readings.Collector collector = new Readings.Collector();
    boolean allPassed = true;
    for (Map.Entry<String, List<String>> vertex : names.entrySet()) {
      for (String query : queries(vertex.getValue())) {
        for (JsonNode metric : get(vertex.getKey() + "?agg=sum,max,min&get=" + query)) {
          String name = name(metric.path("id").asText());
          if (name.equals(WATERMARK)) {
            allPassed &= metric.path("min").asDouble() >= 0;
            collector.addWatermark(metric.path("min").asLong());
          } else {
            boolean isOffset = Readings.Collector.isOffset(name);
            collector.add(name, metric.path(isOffset ? "max" : "sum").asLong());
          }
        }
      }
    }
    Readings all = collector.readings();
    return allPassed ? all : all.withoutWatermark();
  }

  private void list() throws IOException, InterruptedException {
    names.clear();
    for (JsonNode vertex : get("").path("vertices")) {
      String path = "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      List<String> wanted = new ArrayList<>();
      for (JsonNode metric : get(path)) {
        String id = metric.path("id").asText();
        String name = name(id);
        if (name.equals(WATERMARK) || Readings.Collector.isWanted(name)) {
          wanted.add(id);
        }
      }
      if (!wanted.isEmpty()) {
        names.put(path, wanted);
      }
    }
  }

  /** The name of a metric without that of its operator. */
  private static String name(String id) {
    return id.substring(id.lastIndexOf('.') + 1);
  }

  private static List<String> queries(List<String> ids) {
    List<String> queries = new ArrayList<>();
    StringBuilder query = new StringBuilder();
    for (String id : ids) {
      String encoded = URLEncoder.encode(id, UTF_8);
      if (query.length() > 0 && query.length() + encoded.length() > LONGEST_QUERY) {
        queries.add(query.toString());
        query.setLength(0);
      }
      query.append(query.length() == 0 ? "" : ",").append(encoded);
    }
    queries.add(query.toString());
    return queries;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(job + path)).timeout(PATIENCE).build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode() + " of " + job + path);
    }
    return JSON.readTree(answer.body());
  }
}
