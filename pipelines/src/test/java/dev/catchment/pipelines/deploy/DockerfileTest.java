package dev.catchment.pipelines.deploy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The images hold the bundle, the right version of the runner, and no root. */
public class DockerfileTest {
  private static final List<String> RUNNERS = List.of("flink", "spark", "dataflow");

  @Test
  public void everyImageHoldsTheBundleAndNothingElse() throws IOException {
    for (String runner : RUNNERS) {
      String bundle = "target/catchment-" + runner + "-bundle.jar";
      Dockerfile file = dockerfile(runner);
      assertEquals(runner, 1, file.all("COPY").size());
      assertEquals(runner, bundle, file.source());
      assertTrue(
          "a job knows the jar for its workers by its name: " + file.target(),
          file.target().endsWith("/catchment-" + runner + "-bundle.jar"));
      assertEquals(
          List.of("*", "!" + bundle), Files.readAllLines(Manifest.file(runner + "/.dockerignore")));
    }
  }

  @Test
  public void noImageRunsAsRoot() {
    for (String runner : RUNNERS) {
      assertTrue(runner, dockerfile(runner).user().matches("[1-9]\\d*:[1-9]\\d*"));
    }
  }

  @Test
  public void theBaseIsTheRunnersOfTheBuild() throws IOException {
    String pom = Files.readString(Cli.repositoryFile("pom.xml"));
    for (Map.Entry<String, String> base :
        Map.of(
                "flink",
                "flink:%s-scala_2.12-java17",
                "spark",
                "apache/spark:%s-scala2.12-java17-ubuntu")
            .entrySet()) {
      String tag = "<" + base.getKey() + ".version>";
      String version =
          pom.substring(pom.indexOf(tag) + tag.length(), pom.indexOf("</" + tag.substring(1)));
      assertEquals(
          List.of(base.getValue().formatted(version)), dockerfile(base.getKey()).all("FROM"));
    }
    assertTrue(pom.contains("<maven.compiler.release>17<"));
  }

  @Test
  public void theLauncherOfDataflowStartsTheJobOfTheImage() throws ReflectiveOperationException {
    Dockerfile file = dockerfile("dataflow");
    assertEquals(List.of("${LAUNCHER}"), file.all("FROM"));
    assertTrue(
        file.all("ARG").get(0).startsWith("LAUNCHER=gcr.io/dataflow-templates-base/java17-"));
    assertEquals(file.target(), file.environment("FLEX_TEMPLATE_JAVA_CLASSPATH"));
    assertEquals("-Dcatchment.job=${JOB}", file.environment("FLEX_TEMPLATE_JAVA_OPTIONS"));
    assertHasMain(file.environment("FLEX_TEMPLATE_JAVA_MAIN_CLASS"));
    assertTrue(
        "an image without a job must not build", file.all("RUN").contains("test -n \"${JOB}\""));
  }

  /** Fails unless a class can be started. */
  static void assertHasMain(String name) throws ReflectiveOperationException {
    assertTrue(
        name,
        Modifier.isStatic(Class.forName(name).getMethod("main", String[].class).getModifiers()));
    assertFalse(name, name.isEmpty());
  }

  static Dockerfile dockerfile(String runner) {
    return Dockerfile.read(Manifest.file(runner + "/Dockerfile"));
  }
}
