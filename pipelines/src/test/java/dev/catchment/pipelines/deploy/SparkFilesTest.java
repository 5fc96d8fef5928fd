package dev.catchment.pipelines.deploy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The manifest for the Spark operator and the script for {@code spark-submit}. */
public class SparkFilesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<JsonNode> documents =
      Manifest.documents(Manifest.file("spark/sparkapplication.yaml"));
  private final JsonNode application = documents.get(0);
  private final Dockerfile image = DockerfileTest.dockerfile("spark");

  @Test
  public void theManifestIsASparkApplication() {
    Manifest.check(Manifest.resource("sparkapplication.schema.json"), application);
  }

  @Test
  public void theManifestIsWhatTheOperatorTakes() {
    JsonNode definition = Manifest.resource("published/sparkapplications.json");
    Manifest.check(Manifest.schemaOf(definition, "v1beta2"), application.path("spec"));
  }

  @Test
  public void theManifestStartsAJobThatTakesItsArguments() throws ReflectiveOperationException {
    JsonNode spec = application.path("spec");
    DockerfileTest.assertHasMain(spec.path("mainClass").asText());
    assertEquals("local://" + image.target(), spec.path("mainApplicationFile").asText());
    Arguments.check(Manifest.texts(spec.path("arguments")), "spark");
    assertTrue(
        "Spark must have " + image.all("FROM"),
        image.all("FROM").get(0).contains(":" + spec.path("sparkVersion").asText() + "-"));
  }

  @Test
  public void thePodsAreHardened() {
    JsonNode spec = application.path("spec");
    for (String name : List.of("driver", "executor")) {
      JsonNode process = spec.path(name);
      Hardening.checkPod(process.path("podSecurityContext"), image.user());
      Hardening.checkContainer(process.path("securityContext"));
      Hardening.checkVolumes(spec.path("volumes"), process.path("volumeMounts"));
      assertEquals(process.path("cores").asText(), process.path("coreLimit").asText());
      assertTrue(process.path("memory").asText().matches("\\d+g"));
      String opens = process.path("javaOptions").asText();
      Manifest.opens("spark").forEach(open -> assertTrue(open, opens.contains(open)));
    }
    Hardening.checkClaim(spec.path("volumes"), documents.get(1));
    assertFalse(spec.path("image").asText().endsWith(":latest"));
  }

  @Test
  public void theScriptCallsSparkSubmit() throws Exception {
    Path module = folder.newFolder("spark").toPath();
    Path script = copy("submit", module);
    copy("jvm.options", module);
    Path bundle = module.resolve("target/catchment-spark-bundle.jar");
    Path spark = folder.newFolder("home").toPath();
    assertEquals(2, submit(script, spark).status());
    assertTrue(submit(script, spark).output().contains("no bin/spark-submit in SPARK_HOME="));
    Path fake = Files.createDirectories(spark.resolve("bin")).resolve("spark-submit");
    Files.writeString(fake, "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
    assertTrue(submit(script, spark).output().contains("build it with mvn -Pbundle"));
    Files.createDirectories(bundle.getParent());
    Files.createFile(bundle);

    Run run = submit(script, spark, "collect", "--config=a b.yaml", "--output=store");

    assertEquals(0, run.status());
    List<String> words = run.output().lines().toList();
    assertEquals("--class", words.get(0));
    DockerfileTest.assertHasMain(words.get(1));
    assertEquals(List.of("--master", "spark://here:7077"), words.subList(2, 4));
    int jar = words.indexOf(bundle.toRealPath().toString());
    Arguments.check(words.subList(jar + 1, words.size()), "spark");
    assertTrue(words.contains("--config=a b.yaml"));
    String opens = String.join(" ", Manifest.opens("spark"));
    assertTrue(words.contains("spark.driver.extraJavaOptions=" + opens));
    assertTrue(words.contains("spark.executor.extraJavaOptions=" + opens));
  }

  private record Run(int status, String output) {}

  private static Run submit(Path script, Path sparkHome, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("SPARK_HOME", sparkHome.toString());
    builder.environment().put("SPARK_MASTER", "spark://here:7077");
    Process process = builder.redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), output);
    }
  }

  private static Path copy(String name, Path folder) throws IOException {
    return Files.copy(
        Manifest.file("spark/" + name),
        folder.resolve(name),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
  }
}
