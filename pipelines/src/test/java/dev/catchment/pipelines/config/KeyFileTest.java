package dev.catchment.pipelines.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Rule;
import org.junit.Test;

public class KeyFileTest {
  @Rule public final Workspace work = new Workspace();

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  public void theGivenFileComesBeforeThatOfTheConfiguration() {
    ConfigFile config = config("privacy: {key: from-config.json}\n");
    assertEquals(work.path("given.json").toString(), keyFile(config, work.path("given.json")));
    assertEquals(work.path("from-config.json").toString(), keyFile(config, null));
    assertTrue(
        Files.exists(work.path("given.json")) && Files.exists(work.path("from-config.json")));
  }

  @Test
  public void theKeyIsMadeOnceAndItsMakingTold() throws IOException {
    Path key = work.path("a/b/key.json");
    keyFile(config(""), key);
    String contents = Files.readString(key);
    keyFile(config(""), key);
    assertEquals(contents, Files.readString(key));
    assertEquals(1, said.toString(UTF_8).lines().count());
    assertTrue(said.toString(UTF_8).startsWith("made the pseudonym key " + key + "; keep"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())));
  }

  @Test
  public void anUnusableKeyIsNamedWithTheFix() throws IOException {
    Path key = work.write("key.json", "{}");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertProblem(key, "may be read or changed by others (rw-r--r--); run: chmod 600 " + key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertProblem(key, key + " is not a Tink keyset; restore it from a copy");
    assertProblem(key.resolve("below"), "key " + key + "/below can be neither read nor made");
    assertProblem(work.getRoot().toPath(), "key");
  }

  private void assertProblem(Path key, String words) {
    UsageException problem = assertThrows(UsageException.class, () -> keyFile(config(""), key));
    assertTrue(problem.getMessage(), problem.getMessage().contains(words));
    assertTrue(problem.getMessage(), problem.getMessage().endsWith("name another with --key=FILE"));
  }

  private String keyFile(ConfigFile config, Path given) {
    PrintStream err = new PrintStream(said, true, UTF_8);
    Console console = new Console(err, err, () -> Cli.NOW, "test");
    String file = KeyFile.of(config, given == null ? null : given.toString());
    KeyFile.make(file, console);
    return file;
  }

  private ConfigFile config(String section) {
    return ConfigFile.read(work.write("catchment.yaml", section + Workspace.CONFIG).toString());
  }
}
