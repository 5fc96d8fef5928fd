package dev.catchment.pipelines.deploy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** What every pod of a manifest keeps to. */
final class Hardening {
  private Hardening() {}

  /** The pod runs as a user that is not root, with the default seccomp profile. */
  static void checkPod(JsonNode security, String user) {
    assertTrue(security.path("runAsNonRoot").asBoolean());
    assertEquals(user, security.path("runAsUser").asText() + ":" + security.path("runAsGroup"));
    assertEquals("RuntimeDefault", security.at("/seccompProfile/type").asText());
  }

  /** The container can neither become more than it is nor write outside of volumes. */
  static void checkContainer(JsonNode security) {
    assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
    assertTrue(security.has("allowPrivilegeEscalation"));
    assertTrue(!security.path("allowPrivilegeEscalation").asBoolean());
    assertEquals("[\"ALL\"]", security.at("/capabilities/drop").toString());
    assertTrue(security.at("/capabilities/add").isMissingNode());
  }

  /** The volumes are those that are mounted; what is scratch is bounded, the key is read-only. */
  static void checkVolumes(JsonNode volumes, JsonNode mounts) {
    Map<String, JsonNode> mounted = new TreeMap<>();
    mounts.forEach(mount -> mounted.put(mount.path("name").asText(), mount));
    Map<String, JsonNode> known = new TreeMap<>();
    volumes.forEach(volume -> known.put(volume.path("name").asText(), volume));
    assertEquals(known.keySet(), mounted.keySet());
    known.values().stream()
        .filter(volume -> volume.has("emptyDir"))
        .forEach(volume -> assertTrue(volume.at("/emptyDir/sizeLimit").isTextual()));
    assertTrue(mounted.get("key").path("readOnly").asBoolean());
    assertEquals("/tmp", mounted.get("tmp").path("mountPath").asText());
  }

  /** The claim that the volume of a manifest names is in the manifest. */
  static void checkClaim(JsonNode volumes, JsonNode claim) {
    assertEquals("v1", claim.path("apiVersion").asText());
    assertEquals("PersistentVolumeClaim", claim.path("kind").asText());
    assertEquals("[\"ReadWriteMany\"]", claim.at("/spec/accessModes").toString());
    assertTrue(claim.at("/spec/resources/requests/storage").asText().matches("\\d+Gi"));
    for (JsonNode volume : volumes) {
      if (volume instanceof ObjectNode data && data.has("persistentVolumeClaim")) {
        assertEquals(
            claim.at("/metadata/name").asText(),
            data.at("/persistentVolumeClaim/claimName").asText());
        return;
      }
    }
    throw new AssertionError("no volume has the claim");
  }
}
