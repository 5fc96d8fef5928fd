package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.generate.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What shows records, or is made of them, shows no personal value of a generated world. */
public class LooksLeakNothingTest {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static final List<String> CHANNELS =
      List.of("web/*.jsonl.gz", "app/*.jsonl", "orders/*.csv", "crm/*.csv");

  private static World world;
  private static PersonalValues personal;

  @BeforeClass
  public static void generate() {
    world = World.generate(FOLDER.getRoot().toPath().resolve("world"), "--people=60", "--days=40");
    personal = PersonalValues.of(world);
    assertTrue("values to look for: " + personal.count(), personal.count() > 100);
  }

  @Test
  public void thePreviewOfAConfiguration() throws IOException {
    List<String> command = new ArrayList<>(List.of("collect", "--preview=1000"));
    command.add("--config=" + Cli.repositoryFile("test-data/demo/catchment.yaml"));
    command.addAll(world.inputs());
    Cli.Result result = Cli.run(command.toArray(String[]::new)).expect(ExitStatus.DONE);
    result.says("(pseudonym)", "(personal: email)", "rejected as", "withheld", "filtered");
    assertEquals(Set.of(), personal.in(result.out() + result.err()));
  }

  @Test
  public void aProposalAndThePreviewOfIt() throws IOException {
    for (String channel : CHANNELS) {
      Path config = FOLDER.getRoot().toPath().resolve(channel.replaceAll("/.*", ".yaml"));
      Cli.Result result =
          Cli.run(
                  "infer",
                  "--input=" + world.directory() + "/" + channel,
                  "--output=" + config,
                  "--overwrite")
              .expect(ExitStatus.DONE);
      assertEquals(Set.of(), personal.in(Files.readString(config) + result.out() + result.err()));
      Cli.Result preview =
          Cli.run("collect", "--config=" + config, "--preview=1000").expect(ExitStatus.DONE);
      preview.says("(pseudonym)", "accepted");
      assertEquals(channel, Set.of(), personal.in(preview.out() + preview.err()));
    }
  }
}
