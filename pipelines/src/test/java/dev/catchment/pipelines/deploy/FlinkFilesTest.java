package dev.catchment.pipelines.deploy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.Test;

/** The manifest for the Flink operator and the compose file. */
public class FlinkFilesTest {
  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private final List<JsonNode> documents =
      Manifest.documents(Manifest.file("flink/flinkdeployment.yaml"));
  private final JsonNode deployment = documents.get(0);
  private final JsonNode compose =
      Manifest.documents(Manifest.file("flink/docker-compose.yaml")).get(0);
  private final Dockerfile image = DockerfileTest.dockerfile("flink");

  @Test
  public void theManifestIsWhatTheOperatorTakes() {
    JsonNode definition = Manifest.resource(DEFINITION);
    assertEquals(
        deployment.path("apiVersion").asText(), definition.at("/spec/group").asText() + "/v1beta1");
    assertEquals(deployment.path("kind"), definition.at("/spec/names/kind"));
    Manifest.check(Manifest.schemaOf(definition, "v1beta1"), deployment.path("spec"));
  }

  @Test
  public void theManifestStartsAJobThatTakesItsArguments() throws ReflectiveOperationException {
    JsonNode job = deployment.at("/spec/job");
    DockerfileTest.assertHasMain(job.path("entryClass").asText());
    assertEquals("local://" + image.target(), job.path("jarURI").asText());
    Arguments.check(Manifest.texts(job.path("args")), "flink");
    String opens = deployment.at("/spec/flinkConfiguration").path("env.java.opts.all").asText();
    Manifest.opens("flink").forEach(open -> assertTrue(open, opens.contains(open)));
    assertTrue(
        "Flink must have " + image.all("FROM"),
        image
            .all("FROM")
            .get(0)
            .startsWith(
                deployment
                    .at("/spec/flinkVersion")
                    .asText()
                    .replace("v", "flink:")
                    .replace('_', '.')));
  }

  @Test
  public void theProgramWaitsForItsJobToPublishTheOutputs() {
    assertEquals(
        "true", deployment.at("/spec/flinkConfiguration").path("execution.attached").asText());
    List<String> submit = Manifest.texts(compose.at("/services/submit/command"));
    assertFalse(submit.contains("-d") || submit.contains("--detached"));
  }

  @Test
  public void aTaskManagerHasBuffersForOurJobs() {
    String setting = "taskmanager.network.sort-shuffle.min-buffers";
    assertEquals("64", deployment.at("/spec/flinkConfiguration").path(setting).asText());
    List<String> command = Manifest.texts(compose.at("/services/taskmanager/command"));
    assertTrue(command.contains("-D" + setting + "=64"));
  }

  @Test
  public void thePodsAreHardened() {
    JsonNode pod = deployment.at("/spec/podTemplate/spec");
    assertEquals("flink-main-container", pod.at("/containers/0/name").asText());
    assertEquals(1, pod.path("containers").size());
    Hardening.checkPod(pod.path("securityContext"), image.user());
    Hardening.checkContainer(pod.at("/containers/0/securityContext"));
    Hardening.checkVolumes(pod.path("volumes"), pod.at("/containers/0/volumeMounts"));
    Hardening.checkClaim(pod.path("volumes"), documents.get(1));
    // The operator limits a pod to what it asks for.
    for (String process : List.of("jobManager", "taskManager")) {
      JsonNode resource = deployment.at("/spec/" + process + "/resource");
      assertTrue(resource.path("memory").asText().matches("\\d+m"));
      assertTrue(resource.path("cpu").asInt() > 0);
    }
    assertFalse(deployment.at("/spec/image").asText().endsWith(":latest"));
  }

  @Test
  public void theComposeFileIsOne() {
    Manifest.check(Manifest.resource("compose.schema.json"), compose);
  }

  @Test
  public void theComposeFileIsOneByThePublishedSchema() {
    Manifest.check(Manifest.resource("published/compose-spec.json"), compose);
  }

  @Test
  public void theComposeFileSubmitsAJobThatTakesItsArguments() throws ReflectiveOperationException {
    List<String> command = Manifest.texts(compose.at("/services/submit/command"));
    int jar = command.indexOf(image.target());
    assertEquals("--class", command.get(jar - 2));
    DockerfileTest.assertHasMain(command.get(jar - 1));
    Arguments.check(command.subList(jar + 1, command.size()), "flink");
  }

  @Test
  public void theServicesAreHardened() {
    assertEquals(3, compose.path("services").size());
    for (JsonNode service : compose.path("services")) {
      assertEquals(image.user(), service.path("user").asText());
      assertTrue(service.path("read_only").asBoolean());
      assertEquals("[\"ALL\"]", service.path("cap_drop").toString());
      assertEquals("[\"no-new-privileges:true\"]", service.path("security_opt").toString());
      assertTrue(service.at("/deploy/resources/limits/memory").isTextual());
      assertTrue(service.at("/deploy/resources/limits/cpus").isTextual());
      assertFalse(service.path("image").asText().endsWith(":latest"));
      Manifest.texts(service.path("tmpfs"))
          .forEach(tmpfs -> assertTrue(tmpfs, tmpfs.contains("size=")));
      Manifest.texts(service.path("ports"))
          .forEach(port -> assertTrue(port, port.startsWith("127.0.0.1:")));
    }
  }
}
