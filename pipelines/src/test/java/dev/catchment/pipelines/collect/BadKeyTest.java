package dev.catchment.pipelines.collect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** How the collect job makes, finds and refuses the pseudonym key. */
public class BadKeyTest {
  @Rule public final Workspace work = new Workspace();

  @Before
  public void declarePersonalColumn() {
    work.write("catchment.yaml", Workspace.CONFIG + "    personal: {customer: name}\n");
  }

  @Test
  public void theKeyIsMadeOnceForItsOwnerOnly() throws IOException {
    work.collect("--key=" + work.path("keys/key.json"))
        .expect(ExitStatus.DONE)
        .complains("made the pseudonym key " + work.path("keys/key.json"));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(work.path("keys/key.json")));
    String key = Files.readString(work.path("keys/key.json"));
    String err =
        work.collect("--key=" + work.path("keys/key.json"), "--overwrite")
            .expect(ExitStatus.DONE)
            .err();
    assertFalse(err, err.contains("made"));
    assertEquals(key, Files.readString(work.path("keys/key.json")));
  }

  @Test
  public void theConfigurationNamesTheKeyRelativeToItself() {
    work.write(
        "catchment.yaml",
        Workspace.CONFIG.replace("version: 1", "version: 1\nprivacy: {key: secret/key.json}")
            + "    personal: {customer: name}\n");
    Cli.run("collect", "--config=" + work.path("catchment.yaml"), "--output=" + work.path("store"))
        .expect(ExitStatus.DONE);
    assertTrue(Files.exists(work.path("secret/key.json")));
  }

  @Test
  public void withoutPersonalColumnsNoKeyIsMade() {
    work.write("catchment.yaml", Workspace.CONFIG);
    work.collect().expect(ExitStatus.DONE);
    assertFalse(Files.exists(work.path("key.json")));
  }

  @Test
  public void aKeyThatOthersMayReadIsRefused() throws IOException {
    work.write("key.json", "{}");
    Files.setPosixFilePermissions(
        work.path("key.json"), PosixFilePermissions.fromString("rw-r-----"));
    work.refused()
        .complains(work.path("key.json") + " may be read", "chmod 600 " + work.path("key.json"));
  }

  @Test
  public void aDamagedKeyIsRefused() throws IOException {
    work.write("key.json", "{\"primaryKeyId\": 1");
    Files.setPosixFilePermissions(
        work.path("key.json"), PosixFilePermissions.fromString("rw-------"));
    work.refused().complains(work.path("key.json") + " is not a Tink keyset", "restore it");
    work.write("key.json", "");
    work.refused().complains("is not a Tink keyset");
  }

  @Test
  public void aKeyThatCannotBeMadeIsRefused() {
    work.write("file", "mine");
    work.refused("--key=" + work.path("file/key.json"))
        .complains("the pseudonym key " + work.path("file/key.json"), "--key=FILE");
    work.refused("--key=nowhere://key.json").complains("pseudonym key", "nowhere", "--key=FILE");
  }
}
