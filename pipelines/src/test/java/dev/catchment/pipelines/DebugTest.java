package dev.catchment.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import org.junit.Rule;
import org.junit.Test;

/** The stack trace of a failure is shown to whom asks for it, and to nobody else. */
public class DebugTest {
  @Rule public final Workspace work = new Workspace();

  @Test
  public void theStackTraceIsShownOnDemand() throws IOException, InterruptedException {
    String quiet = failure("0");
    assertTrue(quiet, quiet.matches("(?s).*catchment: failed: .*parquet is not a readable Parq.*"));
    assertFalse(quiet, quiet.contains("\tat "));
    String told = failure("1");
    assertTrue(told, told.contains("catchment: failed: ") && told.contains("\tat "));
  }

  /** Profiles a store whose events are no Parquet. */
  private String failure(String debug) throws IOException, InterruptedException {
    work.write("store/events/dt=2026-01-01/part-00000.parquet", "no Parquet");
    work.write(
        "catchment.yaml",
        Workspace.CONFIG
            + """
            identity: {namespaces: [customer]}
            profile: {asOf: 2026-02-01, features: {orders: {count: events}}}
            """);
    ProcessBuilder builder =
        Fork.of(
                "profile",
                "--config=" + work.path("catchment.yaml"),
                "--store=" + work.path("store"))
            .redirectOutput(ProcessBuilder.Redirect.PIPE);
    builder.environment().put("CATCHMENT_DEBUG", debug);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(said, ExitStatus.FAILED.code(), process.waitFor());
    return said;
  }
}
