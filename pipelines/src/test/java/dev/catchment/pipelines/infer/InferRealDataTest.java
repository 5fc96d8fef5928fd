package dev.catchment.pipelines.infer;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import dev.catchment.testing.SharedData;
import java.io.IOException;
import org.junit.Rule;
import org.junit.Test;

/** What is proposed for real files runs as it is; the numbers are those of their references. */
public class InferRealDataTest {
  @Rule public final Workspace work = new Workspace();

  private JsonNode collected(String file) throws IOException {
    String input = SharedData.file(file).toString();
    work.run("infer", "--input=" + input, "--output={w}/out.yaml").expect(ExitStatus.DONE);
    work.run("collect", "--config={w}/out.yaml", "--output={w}/store", "--key={w}/key.json")
        .expect(ExitStatus.DONE);
    return new ObjectMapper().readTree(work.path("store/summary.json").toFile());
  }

  private static void check(JsonNode summary, long read, long rejected, long duplicate) {
    assertEquals(read, summary.get("read").asLong());
    assertEquals(summary.toString(), rejected, summary.get("rejected").asLong());
    assertEquals(summary.toString(), duplicate, summary.get("duplicate").asLong());
    assertEquals(read - rejected - duplicate, summary.get("accepted").asLong());
  }

  @Test
  public void onlineRetail() throws IOException {
    check(collected("online-retail/online_retail_full.csv.gz"), 541_909, 0, 5_268);
  }

  @Test
  public void cdnow() throws IOException {
    JsonNode summary = collected("cdnow/CDNOW_sample.txt");
    check(summary, 6_919, 0, summary.get("duplicate").asLong());
  }

  @Test
  public void febrl() throws IOException {
    check(collected("febrl/dataset1.csv"), 1_000, 0, 0);
  }

  @Test
  public void webLogs() throws IOException {
    check(collected("weblogs/apache_logs"), 10_000, 1, 10_000 - 9_981);
  }

  @Test
  public void nab() throws IOException {
    check(collected("nab/data/realTraffic/speed_6005.csv"), 2_500, 0, 0);
  }

  @Test
  public void snowplow() throws IOException {
    JsonNode summary = collected("snowplow-web/source/snowplow_web_events.csv");
    check(summary, 160, 0, summary.get("duplicate").asLong());
  }
}
